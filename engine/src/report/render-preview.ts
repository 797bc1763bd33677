import type { Language, Localized, Outputs } from '../actions/action.js';
import { sayBytes } from '../actions/say-figures.js';
import { type FileChange, type PreviewedStep, unansweredBy } from '../preview/step-preview.js';
import { fitSections, type Section } from './fit-sections.js';
import { codeBlock, details, inline, inlineCode } from './markdown.js';
import { isPassing, sayFactName, sayFactValue } from './say-fact.js';
import { clip } from './visible-text.js';

export interface PreviewedFile {
  readonly path: string;
  readonly steps: readonly PreviewedStep[];
  /** Servers that were not looked at, since there are too many. */
  readonly leftOut: number;
}
export interface PreviewReport {
  readonly language: Language;
  readonly head: string;
  readonly files: readonly PreviewedFile[];
  /** Bytes free where backups go; undefined where that cannot be told. */
  readonly backupRoom: number | undefined;
  /** It was taken again, shortly before the run. */
  readonly refreshed?: boolean;
}

/** What is on the servers now and what would change there, server by server; alike servers stand together. */
export function renderPreview(report: PreviewReport): string {
  const { language, files } = report;
  const text = TEXT[language];
  const head = inlineCode(report.head.slice(0, 7));
  const title = `🔍 **${report.refreshed === true ? text.again : text.title}** ${text.of(head)}`;
  const several = files.length > 1;
  const sections = files.flatMap((file) => [
    ...(several ? [{ markdown: `**${inlineCode(clip(file.path, 300))}**` }] : []),
    ...groups(file.steps, language),
    ...(file.leftOut > 0 ? [{ markdown: text.leftOut(file.leftOut) }] : []),
  ]);
  const unanswered = unansweredBy(files.flatMap(({ steps }) => steps));
  const silent = unanswered.length === 0 ? [] : [{ markdown: `⚠️ **${text.silent}** ${some(unanswered)}` }];
  return fitSections([{ markdown: title }, ...silent, ...sections, ...backupLine(report)], language);
}

/** Says why no server was looked at. */
export const renderNoPreview = (because: Localized, language: Language): string =>
  `🔍 **${TEXT[language].none}** ${inline(because[language])}.`;

function groups(steps: readonly PreviewedStep[], language: Language): readonly Section[] {
  const servers = [...new Set(steps.map(({ server }) => server))];
  const byText = new Map<string, string[]>();
  for (const server of servers) {
    const lines = steps.filter((step) => step.server === server).map((step) => stepLines(step, language));
    const markdown = lines.join('\n');
    byText.set(markdown, [...(byText.get(markdown) ?? []), server]);
  }
  return [...byText].map(([markdown, names]) => ({
    markdown: `${some(names)}\n\n${markdown}`,
    leaveOutAs: { en: some(names), fr: some(names) },
  }));
}

const NAMED_SERVERS = 12;

function some(names: readonly string[]): string {
  const more = names.length > NAMED_SERVERS ? ` … (+${names.length - NAMED_SERVERS})` : '';
  return `${names.slice(0, NAMED_SERVERS).map(inlineCode).join(' ')}${more}`;
}

function stepLines({ step, does, preview }: PreviewedStep, language: Language): string {
  const text = TEXT[language];
  const what = `${inlineCode(step)} ${inline(clip(does[language], 300))}`;
  switch (preview.kind) {
    case 'looked':
      if (preview.refused !== undefined)
        return `- 🚫 ${what}${text.colon} ${inline(clip(preview.refused[language], 500))}${now(preview.before, language)}`;
      return preview.alreadySo === undefined
        ? [
            `- ${what}${now(preview.before, language)}${backup(preview.backupKiB, language)}`,
            ...preview.files.map((file) => fileLines(file, language)),
          ].join('\n')
        : `- ✓ ${what}${text.colon} ${text.alreadySo}: ${inline(clip(preview.alreadySo[language], 300))}`;
    case 'read':
      return `- ${preview.ok ? '👁' : '⚠️'} ${what}${text.colon} ${inline(clip(preview.summary[language], 500))}`;
    case 'later':
      return `- ${what}${text.colon} ${text.later}`;
    case 'not-simulated':
      return `- ❔ ${what}${text.colon} ${inline(clip(preview.because[language], 500))}`;
    case 'failed':
      return `- ⚠️ ${what}${text.colon} ${inline(clip(preview.because[language], 500))}`;
    default:
      return preview satisfies never;
  }
}

const SHOWN_FACTS = 12;

/** What the probe saw, as it is: names and plain values, those of a list by name too (`versions.nginx`). */
function now(before: Outputs, language: Language): string {
  const all = plainValues(before).filter(([name]) => !isPassing(name));
  const facts = all.slice(0, SHOWN_FACTS).map(([name, value]) => {
    const said = inlineCode(clip(sayFactValue(value, language), 80));
    return `${inline(clip(sayFactName(name, language), 80))} ${said}`;
  });
  const more = all.length > SHOWN_FACTS ? ` … (+${all.length - SHOWN_FACTS})` : '';
  return facts.length === 0 ? '' : `\n  ${TEXT[language].now} ${facts.join(', ')}${more}`;
}

function plainValues(outputs: Outputs, depth = 0): readonly (readonly [string, string | number | boolean])[] {
  return Object.entries(outputs).flatMap(([name, value]) => {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return value === '' ? [] : [[name, value] as const];
    if (value === null || Array.isArray(value) || depth > 0) return [];
    // a JSON value that is no list and not plain is an object
    return plainValues(value as Outputs, depth + 1).map(([inner, plain]) => [`${name}.${inner}`, plain] as const);
  });
}

function backup(kib: number | undefined, language: Language): string {
  if (kib === undefined) return '';
  return `\n  ${TEXT[language].backup} ${sayBytes(kib * 1024)[language]}`;
}

const FOLDED_LINES = 25;
const SHOWN_LINES = 400;

function fileLines({ path, diff, because }: FileChange, language: Language): string {
  const text = TEXT[language];
  const name = inlineCode(clip(path, 300));
  if (diff === undefined)
    return `  - ${name}${text.colon} ${text.onlyDigest}${because === undefined ? '' : ` (${inline(because[language])})`}`;
  if (diff.length === 0) return `  - ${name}${text.colon} ${text.sameText}`;
  const shown = diff.slice(0, SHOWN_LINES).map((line) => clip(line, 500));
  const block = codeBlock(
    [...shown, ...(diff.length > SHOWN_LINES ? [`… +${diff.length - SHOWN_LINES}`] : [])].join('\n'),
    'diff',
  );
  return `\n${diff.length > FOLDED_LINES ? details(`${path} (${diff.length})`, block) : block}\n`;
}

function backupLine({ files, backupRoom, language }: PreviewReport): readonly Section[] {
  const kib = files
    .flatMap(({ steps }) => steps)
    .reduce((sum, { preview }) => sum + (preview.kind === 'looked' ? (preview.backupKiB ?? 0) : 0), 0);
  if (kib === 0 || backupRoom === undefined) return [];
  const text = TEXT[language];
  const enough = kib * 1024 < backupRoom;
  return [
    {
      markdown: `${enough ? '💾' : '⚠️'} ${text.room(sayBytes(kib * 1024)[language], sayBytes(backupRoom)[language])}${enough ? '' : ` **${text.tooLittle}**`}`,
    },
  ];
}

const TEXT = {
  en: {
    colon: ':',
    title: 'Preview',
    again: 'Preview, taken again before the run',
    of: (head: string) => `of ${head}: what is on the servers now, and what would change.`,
    none: 'No preview:',
    silent: 'No full answer from',
    alreadySo: 'already so, nothing would be done',
    later: 'looked at during the run',
    now: 'now:',
    backup: 'backed up first:',
    onlyDigest: 'its text is not shown; digest and size stand above',
    sameText: 'the same text',
    leftOut: (count: number) => `… and ${count} more servers, which were not looked at.`,
    room: (needed: string, free: string) =>
      `Backups before the change hold at most ${needed}; ${free} are free for them.`,
    tooLittle: 'That is too little.',
  },
  fr: {
    colon: ' :',
    title: 'Aperçu',
    again: "Aperçu, repris avant l'exécution",
    of: (head: string) => `de ${head} : ce qui est sur les serveurs maintenant, et ce qui changerait.`,
    none: "Pas d'aperçu :",
    silent: 'Sans réponse complète de',
    alreadySo: 'déjà ainsi, rien ne serait fait',
    later: "regardé pendant l'exécution",
    now: 'maintenant :',
    backup: 'sauvegardé avant :',
    onlyDigest: "son contenu n'est pas affiché ; empreinte et taille figurent ci-dessus",
    sameText: 'le même contenu',
    leftOut: (count: number) => `… et ${count} serveurs de plus, qui n'ont pas été regardés.`,
    room: (needed: string, free: string) =>
      `Les sauvegardes avant le changement occupent au plus ${needed} ; ${free} sont libres pour elles.`,
    tooLittle: "C'est trop peu.",
  },
} as const;
