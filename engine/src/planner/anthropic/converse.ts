import type { Action, Language } from '../../actions/action.js';
import type { FindAction } from '../../runbook/find-action.js';
import type { PlanContext, PlanOutcome } from '../planner.js';
import { createAddressBook } from './address-book.js';
import type { AskModel } from './ask-model.js';
import { buildRequest, withProblems } from './build-request.js';
import { looksBefore } from './compose-runbook.js';
import { mostLooks } from './describe-request.js';
import { judgePlan } from './judge-plan.js';
import { ModelAway } from './model-away.js';
import { readWirePlan } from './wire-plan.js';

export interface ConverseDeps {
  readonly model: AskModel;
  readonly prompt: string;
  readonly actions: readonly Action[];
  readonly findAction: FindAction;
  /** Stands in a runbook's provenance. */
  readonly planner: string;
  /** Values that must never leave. */
  readonly secrets: readonly string[];
}
export type Conversation =
  | { readonly kind: 'plan'; readonly outcome: PlanOutcome; readonly corrections: number }
  /** After two corrections there still was something wrong. */
  | { readonly kind: 'no-plan'; readonly problems: readonly string[] };

/** Problems go back so often, then a person is asked instead. */
export const mostCorrections = 2;

/**
 * Asks for a plan, judges it, and shows the model what is wrong with it, twice at most.
 *
 * @throws {ModelAway}
 */
export async function converse(
  context: PlanContext,
  language: Language,
  deadline: { readonly at: number; readonly signal: AbortSignal },
  deps: ConverseDeps,
): Promise<Conversation> {
  const book = createAddressBook(context.inventory, deps.secrets);
  const looks = looksBefore(context);
  let request = buildRequest(context, { prompt: deps.prompt, actions: deps.actions, book, looks });
  for (let corrections = 0; ; corrections += 1) {
    const answer = await deps.model.ask(request, deadline);
    if (answer.stop === 'refusal') throw new ModelAway('declined');
    const judged = judge();
    if (judged.kind === 'fine') return { kind: 'plan', outcome: judged.value, corrections };
    if (corrections === mostCorrections) return { kind: 'no-plan', problems: judged.problems };
    request = withProblems(request, answer.text, judged.problems, book);

    function judge() {
      // a tool that nobody offered is not run: there is nothing here that could
      if (answer.wantedTools.length > 0) return wrong('there are no tools; write the plan as JSON text');
      if (answer.stop === 'max_tokens') return wrong('the answer was cut at its longest; write a shorter plan');
      const read = readWirePlan(answer.text, book);
      if (read.kind === 'problems') return { kind: 'wrong' as const, problems: read.problems };
      const { findAction, planner } = deps;
      return judgePlan(read.plan, { context, language, findAction, planner, looks, mostLooks });
    }
  }
}

const wrong = (...problems: readonly string[]) => ({ kind: 'wrong' as const, problems });
