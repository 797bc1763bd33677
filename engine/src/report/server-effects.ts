import type { Language } from '../actions/action.js';
import type { DescribedStep } from './describe-steps.js';
import { inline, inlineCode, table } from './markdown.js';

/** Rows of the table server × effect: servers to which exactly the same happens share one. */
export interface EffectRow {
  readonly servers: readonly string[];
  /** What changes there; what is only read is left out where anything changes. */
  readonly effects: readonly string[];
  readonly changes: boolean;
}

export function serverEffects(steps: readonly DescribedStep[], language: Language): readonly EffectRow[] {
  const byServer = new Map<string, { changes: string[]; reads: string[] }>();
  for (const step of steps) {
    for (const place of step.places) {
      for (const server of place.servers) {
        const entry = byServer.get(server) ?? { changes: [], reads: [] };
        (isReading(step) ? entry.reads : entry.changes).push(place.does[language]);
        byServer.set(server, entry);
      }
    }
  }
  const rows = new Map<string, { servers: string[]; effects: readonly string[]; changes: boolean }>();
  for (const [server, { changes, reads }] of byServer) {
    const row = { servers: [], effects: changes.length > 0 ? changes : reads, changes: changes.length > 0 };
    const key = JSON.stringify([row.effects, row.changes]);
    const shared = rows.get(key) ?? row;
    shared.servers.push(server);
    rows.set(key, shared);
  }
  return [...rows.values()];
}

/** Names a person can take in; the rest is counted. */
const NAMED_SERVERS = 12;
const NAMED_EFFECTS = 5;
const SHOWN_ROWS = 30;

/** The table as Markdown: two columns, so that it fits a phone. Empty when no server is touched. */
export function effectTable(rows: readonly EffectRow[], language: Language): string {
  if (rows.length === 0) return '';
  const text = TEXT[language];
  const body = rows
    .slice(0, SHOWN_ROWS)
    .map((row) => [
      some(row.servers, NAMED_SERVERS, language).map(inlineCode).join(' '),
      `${row.changes ? '' : `${text.reads} `}${some(row.effects, NAMED_EFFECTS, language).map(inline).join('; ')}`,
    ]);
  const hidden = rows.slice(SHOWN_ROWS).reduce((sum, row) => sum + row.servers.length, 0);
  const rest = hidden === 0 ? [] : [[`… +${hidden}`, text.seeRunbook]];
  return table([text.server, text.effect], [...body, ...rest]);
}

function some(items: readonly string[], max: number, language: Language): readonly string[] {
  if (items.length <= max) return items;
  return [...items.slice(0, max), `${TEXT[language].and} ${items.length - max}`];
}

function isReading(step: DescribedStep): boolean {
  return step.effect === 'read' || step.effect === 'content';
}

const TEXT = {
  en: {
    server: 'Server',
    effect: 'What happens there',
    reads: '_reads only:_',
    seeRunbook: 'see the runbook below',
    and: '… and',
  },
  fr: {
    server: 'Serveur',
    effect: "Ce qui s'y passe",
    reads: '_lecture seule :_',
    seeRunbook: 'voir le runbook ci-dessous',
    and: '… et',
  },
} as const;
