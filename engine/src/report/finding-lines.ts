import type { Language, Localized } from '../actions/action.js';
import { inline, inlineCode } from './markdown.js';
import { maskSecrets } from './mask-secrets.js';
import { clip } from './visible-text.js';

/** What one reading step showed on one server, in words; `server` is undefined for what the worker itself looked at. */
export interface ShownFinding {
  readonly server: string | undefined;
  readonly ok: boolean;
  readonly summary: Localized;
}

const SHOWN = 200;

/** One block of lines per server, those with something wrong first; within a server in the order in which it was read. */
export function findingLines(findings: readonly ShownFinding[], language: Language): string {
  const byServer = new Map<string, ShownFinding[]>();
  for (const finding of findings) {
    const key = finding.server ?? '';
    byServer.set(key, [...(byServer.get(key) ?? []), finding]);
  }
  const groups = [...byServer].sort(([, left], [, right]) => Number(allOk(left)) - Number(allOk(right)));
  const lines = groups.flatMap(([server, group]) => serverLines(server, group, language));
  const hidden = lines.length - SHOWN;
  return [...lines.slice(0, SHOWN), ...(hidden > 0 ? [`- ${MORE[language](hidden)}`] : [])].join('\n');
}

function serverLines(server: string, group: readonly ShownFinding[], language: Language): readonly string[] {
  const name = server === '' ? FROM_HERE[language] : inlineCode(server);
  const says = (finding: ShownFinding): string => inline(maskSecrets(clip(finding.summary[language], 400)));
  const [only, ...others] = group;
  if (only === undefined) return [];
  if (others.length === 0) return [`- ${mark(only.ok)} ${name} ${says(only)}`];
  return [
    `- ${mark(allOk(group))} ${name}`,
    ...group.map((finding) => `  - ${finding.ok ? '' : `${mark(false)} `}${says(finding)}`),
  ];
}

function allOk(group: readonly ShownFinding[]): boolean {
  return group.every((finding) => finding.ok);
}

function mark(ok: boolean): string {
  return ok ? '🟢' : '🔴';
}

const FROM_HERE = { en: 'From outside:', fr: "De l'extérieur :" } as const;
const MORE = {
  en: (count: number) => `… and ${count} more lines`,
  fr: (count: number) => `… et ${count} lignes de plus`,
} as const;
