import type { Language, Localized } from '../actions/action.js';
import { inline, inlineCode, table } from './markdown.js';
import { maskSecrets } from './mask-secrets.js';
import { needsAttention, RESULT_NAMES, type StepResultKind } from './run-outcome.js';
import { sayMilliseconds } from './say-milliseconds.js';
import { clip } from './visible-text.js';

/** A step of a run with what came of it on each server; `server` is undefined for the worker itself. */
export interface ReportedStep {
  readonly id: string;
  readonly servers: readonly {
    readonly server: string | undefined;
    readonly result: StepResultKind;
    readonly summary: Localized;
    readonly durationMs: number | undefined;
    /** The end of what it printed, as the server printed it. */
    readonly outputTail?: string;
  }[];
}

const SHOWN_ROWS = 60;

/**
 * Step by step and server by server; beyond 60 rows those that went well are counted. Two columns, the time behind the
 * result: a third one would lie beyond the edge of a phone.
 */
export function stepTable(steps: readonly ReportedStep[], language: Language): string {
  const text = TEXT[language];
  const all = steps.flatMap((step) => step.servers.map((each) => ({ ...each, id: step.id })));
  if (all.length === 0) return '';
  const attention = all.filter((each) => needsAttention(each.result)).slice(0, SHOWN_ROWS);
  const room = SHOWN_ROWS - attention.length;
  const fine = new Set(all.filter((each) => !needsAttention(each.result)).slice(0, room));
  const shown = all.filter((each) => fine.has(each) || attention.includes(each));
  const rows = shown.map((each) => {
    const where = each.server === undefined ? text.outside : inlineCode(each.server);
    const span = each.durationMs === undefined ? '' : sayMilliseconds(each.durationMs)[language];
    const summary = inline(maskSecrets(clip(each.summary[language], 240)));
    const said = [RESULT_NAMES[each.result][language], summary].filter((part) => part !== '').join(': ');
    const result = each.result === 'done' && summary !== '' ? summary : said;
    return [`${inlineCode(each.id)} ${where}`, [result, span].filter((part) => part !== '').join(' · ')];
  });
  const hidden = all.length - shown.length;
  return table([text.step, text.result], [...rows, ...(hidden > 0 ? [[`… +${hidden}`, '']] : [])]);
}

const TEXT = {
  en: { step: 'Step', result: 'Result', outside: 'from outside' },
  fr: { step: 'Étape', result: 'Résultat', outside: "de l'extérieur" },
} as const;
