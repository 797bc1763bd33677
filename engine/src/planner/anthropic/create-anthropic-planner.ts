import { actions, findAction } from '../../actions/registry.js';
import { detectLanguage } from '../../request/detect-language.js';
import { changesSomething } from '../../runbook/assess-risk.js';
import type { PlanContext, Planner, PlanOutcome } from '../planner.js';
import { createAskModel, longestAnswer, type ModelRequest } from './ask-model.js';
import { createCircuitBreaker } from './circuit-breaker.js';
import { type Clock, systemClock } from './clock.js';
import { type Conversation, converse } from './converse.js';
import { anthropicUrl, createClient } from './create-client.js';
import { defaultModel } from './default-model.js';
import { type AwayReason, ModelAway } from './model-away.js';
import { type ModelBudget, noLimit } from './model-budget.js';
import { currentPrompt } from './prompts/versions.js';
import { askDifferently, sayAway, sayComposed } from './say-model.js';
import { costOf, mostItCosts, noTokens, type Prices, pricesOf, type TokenUse } from './token-use.js';

/** What one request made the model do. */
export interface ModelUse {
  readonly model: string;
  readonly prompt: string;
  readonly tokens: TokenUse;
  /** Millionths of a US dollar. */
  readonly cost: number;
  readonly calls: number;
  readonly milliseconds: number;
  /** What it came to: an outcome's kind, `no-plan`, or why the model was away. */
  readonly result: PlanOutcome['kind'] | 'no-plan' | AwayReason;
}
export interface AnthropicPlannerDeps {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly model?: string;
  readonly prices?: Prices;
  /** Answers numbers, and everything while the model is away. */
  readonly fallback: Planner;
  readonly budget?: ModelBudget;
  /** Values that must never leave, read anew for each request. */
  secrets?(): Promise<readonly string[]>;
  /** Told of every request that reached the model, or would have. */
  used?(context: PlanContext, use: ModelUse): Promise<void>;
  readonly clock?: Clock;
}

/** All calls of one request together; the activity that plans has a minute. */
export const planningMs = 45_000;

const bareNumber = /^\s*(?:\/ops\s+)?(?:n°|#)?\s*[1-9]\d?\s*[.)!]?\s*$/i;

/** Plans with a model that has no tools: what it returns is data, judged by us; where there is none, the fallback plans. */
export function createAnthropicPlanner(deps: AnthropicPlannerDeps): Planner {
  const { fallback, clock = systemClock, model = defaultModel, budget = noLimit } = deps;
  const prices = deps.prices ?? pricesOf(model);
  const planner = `anthropic ${model} ${currentPrompt.name}`;
  const breaker = createCircuitBreaker(() => clock.now());
  const structured = { on: true };
  const client = createClient(deps.apiKey, deps.baseUrl ?? anthropicUrl, planningMs * 2);

  return {
    name: 'anthropic',
    async plan(context) {
      // what was offered has its plan already
      if (context.openProposals.length > 0 && bareNumber.test(context.text)) return await fallback.plan(context);
      const started = clock.now();
      const tally = { tokens: noTokens, calls: 0 };
      const tell = async (result: ModelUse['result']): Promise<void> => {
        const { tokens, calls } = tally;
        const cost = costOf(tokens, prices);
        const milliseconds = clock.now() - started;
        await deps.used?.(context, { model, prompt: currentPrompt.name, tokens, cost, calls, milliseconds, result });
      };
      try {
        const conversation = await asked(context, tally);
        await tell(conversation.kind === 'plan' ? conversation.outcome.kind : 'no-plan');
        return await concluded(conversation, context);
      } catch (error) {
        if (!(error instanceof ModelAway)) throw error;
        await tell(error.reason);
        const outcome = await fallback.plan(context);
        return { ...outcome, notices: [...(outcome.notices ?? []), sayAway(error.reason)] };
      }
    },
  };

  async function asked(context: PlanContext, tally: { tokens: TokenUse; calls: number }): Promise<Conversation> {
    if (!breaker.admit()) throw new ModelAway('resting');
    const over = new AbortController();
    const deadline = new AbortController();
    void clock.wait(planningMs, over.signal).then(() => deadline.abort());
    const asking = createAskModel({
      client,
      model,
      clock,
      structured,
      used(use) {
        tally.calls += 1;
        tally.tokens = plus(tally.tokens, use);
      },
    });
    const within = { at: clock.now() + planningMs, signal: deadline.signal };
    try {
      const conversation = await converse(context, languageOf(context), within, {
        model: { ask: (request, until) => paid(request, () => asking.ask(request, until), tally) },
        prompt: currentPrompt.text,
        actions,
        findAction,
        planner,
        secrets: [deps.apiKey, ...((await deps.secrets?.()) ?? [])],
      });
      breaker.succeeded();
      return conversation;
    } catch (error) {
      if (error instanceof ModelAway && (error.reason === 'declined' || error.reason === 'budget')) breaker.succeeded();
      else breaker.failed();
      throw error;
    } finally {
      over.abort();
    }
  }

  /** Sets aside the most that a call may cost, and gives back what it did not. */
  async function paid<T>(request: ModelRequest, ask: () => Promise<T>, tally: { tokens: TokenUse }): Promise<T> {
    const most = mostItCosts(JSON.stringify(request).length, longestAnswer, prices);
    const reservation = await budget.reserve(most);
    if (reservation === undefined) throw new ModelAway('budget');
    const before = costOf(tally.tokens, prices);
    try {
      return await ask();
    } finally {
      await budget.settle(reservation, costOf(tally.tokens, prices) - before);
    }
  }

  async function concluded(conversation: Conversation, context: PlanContext): Promise<PlanOutcome> {
    if (conversation.kind === 'no-plan') {
      const known = await fallback.plan(context);
      const choices = known.kind === 'question' ? known.choices : known.kind === 'proposals' ? known.proposals : [];
      return { kind: 'question', language: languageOf(context), message: askDifferently, choices };
    }
    const { outcome } = conversation;
    if (outcome.kind !== 'runbook' || !changesSomething(outcome.runbook, findAction)) return outcome;
    const composed = outcome.runbook.metadata.source?.template === undefined;
    return composed ? { ...outcome, notices: [sayComposed(planner)] } : outcome;
  }
}

const plus = (one: TokenUse, other: TokenUse): TokenUse => ({
  input: one.input + other.input,
  cacheWrite: one.cacheWrite + other.cacheWrite,
  cacheRead: one.cacheRead + other.cacheRead,
  output: one.output + other.output,
});

/** The language of the words; a bare name has that of the person's last sentences. */
function languageOf({ text, thread }: PlanContext): 'en' | 'fr' {
  const said = thread.filter(({ by }) => by === 'user').map((message) => message.text);
  return detectLanguage(text, detectLanguage(said.join('\n')));
}
