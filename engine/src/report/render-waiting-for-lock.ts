import type { Language } from '../actions/action.js';
import { inline, inlineCode, link } from './markdown.js';

/** A server that another run works on. */
export interface HeldServer {
  readonly server: string;
  readonly runId: string;
  readonly reason: string;
  /** Where that run can be followed; undefined when nobody can. */
  readonly link: string | undefined;
  /** `#12`: the issue or pull request of whoever has it. Ours, so that GitHub may make a link of it. */
  readonly thread?: string;
  /** It came first and waits for the server, too; it does not have it yet. */
  readonly waits?: boolean;
}

/** Says that a run waits, who holds its servers, and how long it waits at most (`waitsFor`, as written in policy). */
export function renderWaitingForLock(waiting: {
  readonly language: Language;
  readonly runId: string;
  readonly held: readonly HeldServer[];
  readonly waitsFor: string;
}): string {
  const { language, held } = waiting;
  const text = TEXT[language];
  const holders = held.slice(0, 20).map((each) => {
    const holder =
      each.link === undefined ? inlineCode(each.runId.replace(/^person:/, '')) : link(each.runId, each.link);
    const reason = each.reason === '' ? '' : ` (${inline(each.reason)})`;
    const thread = /^#\d{1,10}$/.test(each.thread ?? '') ? ` · ${each.thread}` : '';
    return `- ${inlineCode(each.server)} ${each.waits === true ? text.promised : text.by} ${holder}${reason}${thread}`;
  });
  const more = held.length > 20 ? [`- … +${held.length - 20}`] : [];
  const before = new Set(held.filter((each) => each.waits === true).map((each) => each.runId)).size;
  return [
    text.waiting,
    [...holders, ...more].join('\n'),
    text.position(before + 1),
    text.untilWhen(waiting.waitsFor, waiting.runId),
  ].join('\n\n');
}

const TEXT = {
  en: {
    waiting: '⏳ I wait for servers that somebody else has: two never change one server at the same time.',
    by: 'is held by',
    promised: 'goes first to',
    position: (place: number) => (place === 1 ? 'This run is next.' : `This run is number ${place} in the queue.`),
    untilWhen: (span: string, run: string) =>
      `I start as soon as they are free, and give up after ${inlineCode(span)}. To stop waiting: ${inlineCode(`/ops cancel ${run}`)}.`,
  },
  fr: {
    waiting: "⏳ J'attends des serveurs que quelqu'un d'autre a pris : jamais deux à la fois n'en modifient un.",
    by: 'est tenu par',
    promised: "ira d'abord à",
    position: (place: number) =>
      place === 1 ? 'Cette exécution est la prochaine.' : `Cette exécution est numéro ${place} dans la file.`,
    untilWhen: (span: string, run: string) =>
      `Je commence dès qu'ils sont libres, et je renonce après ${inlineCode(span)}. Pour ne plus attendre : ${inlineCode(`/ops cancel ${run}`)}.`,
  },
} as const;
