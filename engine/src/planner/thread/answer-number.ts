import type { Language } from '../../actions/action.js';
import { bindEntry } from '../matching/bind-entry.js';
import type { CatalogIndex } from '../indexes/catalog-index.js';
import type { PlanContext, PlanOutcome } from '../planner.js';
import { answers, questions } from '../saying/say-questions.js';

/** The open proposal with this number, from 1, as a runbook made from its catalog entry. */
export function answerNumber(
  number: number,
  language: Language,
  context: PlanContext,
  catalog: CatalogIndex,
): PlanOutcome {
  const proposal = context.openProposals[number - 1];
  if (proposal === undefined) {
    return { kind: 'answer', language, message: answers.noSuchChoice(number, context.openProposals.length) };
  }
  const indexed = catalog.entries.find(({ entry }) => entry.path === proposal.template);
  if (indexed === undefined) {
    return {
      kind: 'refusal',
      language,
      message: {
        en: `The runbook of choice ${number}, \`${proposal.template}\`, is no longer in the catalog. Tell me again what you need.`,
        fr: `Le runbook du choix ${number}, \`${proposal.template}\`, n'est plus dans le catalogue. Redites-moi ce qu'il vous faut.`,
      },
    };
  }
  const known = proposal.servers.filter((name) => context.inventory.servers[name] !== undefined);
  if (known.length < proposal.servers.length) {
    return {
      kind: 'refusal',
      language,
      message: {
        en: `Since I made that proposal, some of its servers left the inventory. Tell me again what you need.`,
        fr: `Depuis cette proposition, certains de ses serveurs ont quitté l'inventaire. Redites-moi ce qu'il vous faut.`,
      },
    };
  }
  return bindEntry(
    { indexed, inputs: proposal.inputs, servers: known },
    { reading: { language, corrected: [] }, context },
  );
}

/** Several open proposals of one kind as one: "1 and 3" are its servers together; of different kinds, one goes first. */
export function answerNumbers(
  numbers: readonly number[],
  language: Language,
  context: PlanContext,
  catalog: CatalogIndex,
): PlanOutcome {
  const chosen = numbers.map((number) => context.openProposals[number - 1]);
  const [first, ...others] = chosen.filter((proposal) => proposal !== undefined);
  if (first === undefined || chosen.includes(undefined))
    return answerNumber(Math.max(...numbers), language, context, catalog);
  const same = others.every(
    ({ template, inputs }) => template === first.template && JSON.stringify(inputs) === JSON.stringify(first.inputs),
  );
  if (!same) {
    const choices = [first, ...others];
    return { kind: 'question', language, message: questions.oneAtATime(choices.map(({ title }) => title)), choices };
  }
  const servers = [...new Set([first, ...others].flatMap((proposal) => proposal.servers))];
  return answerNumber(1, language, { ...context, openProposals: [{ ...first, servers }] }, catalog);
}

const numbered = /(?:^|\s)(\d{1,2})[.)]\s+(.*?)(?=\s+\d{1,2}[.)]\s|$)/g;

function linesOf(thread: PlanContext['thread']): ReadonlyMap<string, string> {
  const last = thread.filter(({ by }) => by === 'bot').at(-1)?.text ?? '';
  return new Map(
    last
      .split('\n')
      .flatMap((line) => [...line.matchAll(numbered)].map(([, number = '', text = '']) => [number, text])),
  );
}

/** How many choices the last thing that the bot said had. */
export const numberedLines = (thread: PlanContext['thread']): number => linesOf(thread).size;

/** The words of a numbered line in the last thing the bot said, for threads that come without their proposals. */
export function numberedWords(number: number, context: PlanContext): string | undefined {
  const line = linesOf(context.thread).get(String(number));
  const [title, ...rest] = (line ?? '').replace(/\*\*/g, '').split(' · ');
  if (title === undefined || title.trim() === '') return undefined;
  const servers = rest.join(' ').match(/`[^`]+`/g) ?? [];
  const named = servers.map((one) => one.slice(1, -1)).filter((name) => context.inventory.servers[name] !== undefined);
  const missing = named.filter((name) => !title.includes(name));
  return missing.length === 0 ? title : `${title} sur ${missing.join(', ')}`;
}
