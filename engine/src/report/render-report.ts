import type { Language, Localized } from '../actions/action.js';
import { fitSections, type Section } from './fit-sections.js';
import { codeBlock, details, inline, inlineCode, link, prose } from './markdown.js';
import { type HeardWords, renderHeard } from './render-heard.js';
import { maskSecrets } from './mask-secrets.js';
import { needsAttention, OUTCOME_MARKS, OUTCOME_NAMES, type RunOutcome } from './run-outcome.js';
import { sayMilliseconds } from './say-milliseconds.js';
import { outputBlock, programOutput } from './server-output.js';
import { type ReportedStep, stepTable } from './step-table.js';
import { sayWatched, type WatchedUrl } from './say-watched.js';
import { clip } from './visible-text.js';

export interface RunReport {
  readonly language: Language;
  readonly outcome: RunOutcome;
  readonly title: string;
  readonly runId: string;
  readonly durationMs: number;
  readonly requester: string;
  readonly approvers: readonly string[];
  /** Number of the pull request that was run. */
  readonly pull: number | undefined;
  /** In the order in which they were to run. */
  readonly steps: readonly ReportedStep[];
  /** Why it failed, waits or was refused. */
  readonly because?: Localized;
  /** What was undone, in the order in which it was. */
  readonly rollback: readonly {
    readonly server: string;
    readonly step: string;
    readonly ok: boolean;
    readonly summary: Localized;
    readonly durationMs: number;
  }[];
  /** What was looked at all the time; times in milliseconds. */
  readonly watched?: WatchedUrl;
  /** What people told it while it went on, oldest first. */
  readonly heard?: readonly HeardWords[];
  readonly next?: { readonly text: Localized; readonly command?: string };
  readonly follow?: string;
}

/** What was done, with figures: once, when a run has ended. */
export function renderReport(report: RunReport): string {
  const { language } = report;
  const text = TEXT[language];
  return fitSections(
    [
      { markdown: headline(report) },
      { markdown: report.because === undefined ? '' : prose(maskSecrets(clip(report.because[language], 3_000))) },
      { markdown: sayWatched(report.watched, language) },
      { markdown: stepTable(report.steps, language), leaveOutAs: text.steps, importance: 3 },
      { markdown: rollbackStory(report), leaveOutAs: text.rollback, importance: 2 },
      { markdown: renderHeard(report.heard ?? [], language) },
      { markdown: next(report) },
      ...outputs(report),
      { markdown: `<sub>${provenance(report)}</sub>` },
    ],
    language,
  );
}

function headline(report: RunReport): string {
  const { language, outcome } = report;
  const ended = report.steps.flatMap((step) => step.servers).filter((each) => each.result !== 'not-run').length;
  // A run that did nothing must not read like one that did everything.
  const nothing = outcome === 'succeeded' && ended === 0;
  const mark = nothing ? '⚠️' : OUTCOME_MARKS[outcome];
  const name = nothing ? TEXT[language].didNothing : OUTCOME_NAMES[outcome][language];
  const span = sayMilliseconds(report.durationMs)[language];
  return `${mark} **${name}${TEXT[language].colon}** ${inline(clip(report.title, 300))} · ${span}`;
}

function rollbackStory({ rollback, language }: RunReport): string {
  if (rollback.length === 0) return '';
  const text = TEXT[language];
  const lines = rollback.slice(0, 100).map((each) => {
    const span = sayMilliseconds(each.durationMs)[language];
    return `- ${each.ok ? '↩️' : '❌'} ${inlineCode(each.server)} ${inlineCode(each.step)} ${inline(maskSecrets(each.summary[language]))} · ${span}`;
  });
  const failed = rollback.filter((each) => !each.ok).length;
  return [`**${failed === 0 ? text.undone : text.notAllUndone(failed)}**`, ...lines].join('\n');
}

function next({ next: suggestion, language }: RunReport): string {
  if (suggestion === undefined) return '';
  const words = `**${TEXT[language].next}** ${inline(suggestion.text[language])}`;
  return suggestion.command === undefined ? words : `${words}\n\n${codeBlock(suggestion.command)}`;
}

/** Output tails, folded. Those of what failed come first and are left out last, being the shortest way to the cause. */
function outputs({ steps, language }: RunReport): readonly Section[] {
  const all = steps.flatMap((step) => step.servers.map((server) => ({ ...server, id: step.id })));
  const ordered = [
    ...all.filter((each) => needsAttention(each.result)),
    ...all.filter((each) => !needsAttention(each.result)),
  ];
  return ordered.flatMap(({ id, server, result, outputTail }) => {
    const printed = programOutput(outputTail ?? '');
    if (printed === '') return [];
    const name = [id, server].filter((part) => part !== undefined).join(' · ');
    const block = details(`${TEXT[language].output} ${name}`, outputBlock(printed));
    const leaveOutAs = { en: `output of ${name}`, fr: `sortie de ${name}` };
    return [{ markdown: block, leaveOutAs, importance: needsAttention(result) ? 1 : 0 }];
  });
}

function provenance(report: RunReport): string {
  const text = TEXT[report.language];
  const approved =
    report.approvers.length === 0
      ? text.noApproval
      : `${text.approvedBy} ${report.approvers.map(inlineCode).join(', ')}`;
  const pull = report.pull === undefined ? '' : ` · #${report.pull}`;
  const follow = report.follow === undefined ? '' : ` · ${link('Temporal', report.follow)}`;
  const logs = ` · ${inlineCode(`/ops logs ${report.runId}`)}`;
  return `${inlineCode(report.runId)} · ${text.askedBy} ${inlineCode(report.requester)} · ${approved}${pull}${follow}${logs}`;
}

const TEXT = {
  en: {
    colon: ':',
    didNothing: 'Ended without doing anything',
    undone: 'I undid what had started, in reverse order.',
    notAllUndone: (count: number) => `I undid what I could; ${count} could not be undone, please look.`,
    next: 'Next:',
    output: 'Output of',
    askedBy: 'asked by',
    approvedBy: 'approved by',
    noApproval: 'no approval needed',
    steps: { en: 'the table of steps', fr: 'le tableau des étapes' },
    rollback: { en: 'what was undone', fr: 'ce qui a été annulé' },
  },
  fr: {
    colon: ' :',
    didNothing: 'Terminé sans avoir rien fait',
    undone: "J'ai annulé ce qui avait commencé, en ordre inverse.",
    notAllUndone: (count: number) =>
      `J'ai annulé ce que j'ai pu ; ${count} ne l'ont pas été, une vérification est nécessaire.`,
    next: 'Ensuite :',
    output: 'Sortie de',
    askedBy: 'demandé par',
    approvedBy: 'approuvé par',
    noApproval: 'aucune approbation nécessaire',
    steps: { en: 'the table of steps', fr: 'le tableau des étapes' },
    rollback: { en: 'what was undone', fr: 'ce qui a été annulé' },
  },
} as const;
