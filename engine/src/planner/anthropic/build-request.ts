import type Anthropic from '@anthropic-ai/sdk';
import type { Action } from '../../actions/action.js';
import { onceFor } from '../thread/once-for.js';
import type { PlanContext } from '../planner.js';
import { type AddressBook, mapTexts } from './address-book.js';
import type { ModelRequest } from './ask-model.js';
import { describeRequest } from './describe-request.js';
import { describeActions, describeCatalog, describeInventory } from './describe-world.js';
import { wireSchema } from './wire-schema.js';

/**
 * The first message to the model. What stays the same from request to request comes first and ends in cache marks: the
 * prompt with actions and schema, then the team's catalog and inventory. Every text of ours and of others goes through
 * the address book, as a value, before it becomes JSON.
 */
export function buildRequest(
  context: PlanContext,
  { prompt, actions, book, looks }: { prompt: string; actions: readonly Action[]; book: AddressBook; looks: number },
): ModelRequest {
  const data = (value: object): string => JSON.stringify(mapTexts(value, book.hide));
  const team = `Catalog:\n${data(describeCatalog(context.catalog))}\n\nInventory:\n${data(describeInventory(context.inventory))}`;
  return {
    system: [cached(`${prompt}\n\n${reference(actions)}`), cached(team)],
    messages: [{ role: 'user', content: data(describeRequest(context, { lookedBefore: looks, hide: book.hide })) }],
  };
}

/** What we bring ourselves: the same for every request. */
const reference = onceFor(
  (actions: readonly Action[]) =>
    `Actions:\n${JSON.stringify(describeActions(actions))}\n\nSchema of a plan:\n${JSON.stringify(wireSchema())}`,
);

const cached = (text: string): Anthropic.TextBlockParam => ({
  type: 'text',
  text,
  cache_control: { type: 'ephemeral' },
});

/** Longest part of a refused plan that is shown to the model again. */
const longestEcho = 20_000;

/** The conversation with what was wrong with the last plan. */
export function withProblems(
  { system, messages }: ModelRequest,
  refused: string,
  problems: readonly string[],
  book: AddressBook,
): ModelRequest {
  const echo = book.hide(refused).slice(0, longestEcho).trim();
  const told = problems.slice(0, 12).map((problem) => problem.slice(0, 400));
  return {
    system,
    messages: [
      ...messages,
      { role: 'assistant', content: echo === '' ? '(no text)' : echo },
      { role: 'user', content: JSON.stringify(mapTexts({ problems: told }, book.hide)) },
    ],
  };
}
