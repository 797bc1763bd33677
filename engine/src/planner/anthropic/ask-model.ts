import type Anthropic from '@anthropic-ai/sdk';
import type { Clock } from './clock.js';
import { BrokenOff, decideRetry } from './decide-retry.js';
import { ModelAway } from './model-away.js';
import { readStream, type StreamedAnswer } from './read-stream.js';
import { noTokens, type TokenUse } from './token-use.js';
import { wireSchema } from './wire-schema.js';

export interface ModelRequest {
  readonly system: Anthropic.TextBlockParam[];
  readonly messages: Anthropic.MessageParam[];
}
export interface ModelAnswer extends StreamedAnswer {
  /** Calls that it took, those that failed included. */
  readonly attempts: number;
}
export interface AskingDeps {
  readonly client: Pick<Anthropic, 'messages'>;
  readonly model: string;
  readonly clock: Clock;
  /** Told of each call that was billed, whole or broken off. */
  used(use: TokenUse): void;
}
export interface AskModel {
  /** @throws {ModelAway} when there is no answer before the deadline. */
  ask(request: ModelRequest, deadline: { readonly at: number; readonly signal: AbortSignal }): Promise<ModelAnswer>;
}

/** Tokens of the longest answer, thinking included. */
export const longestAnswer = 12_000;
/** Nothing arrives for so long: it will not come in time either. */
const idleMs = 15_000;

/** Asks over the Messages API, streaming, and again where that may help. Without structured output where it is not had. */
export function createAskModel(deps: AskingDeps & { readonly structured: { on: boolean } }): AskModel {
  const { client, model, clock, structured } = deps;
  return {
    async ask(request, deadline) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return { ...(await once(request, deadline.signal)), attempts: attempt };
        } catch (error) {
          if (error instanceof ModelAway) throw error;
          if (deadline.signal.aborted) throw new ModelAway('slow', { cause: error });
          const decision = decideRetry(error, attempt, deadline.at - clock.now(), clock.now());
          if (decision.kind === 'give-up') throw new ModelAway(decision.reason, { cause: error });
          if (decision.kind === 'wait') await clock.wait(decision.milliseconds, deadline.signal);
          else if (structured.on) structured.on = false;
          else throw new ModelAway('request-refused', { cause: error });
        }
      }
    },
  };

  async function once({ system, messages }: ModelRequest, deadline: AbortSignal): Promise<StreamedAnswer> {
    const idle = createIdleTimer(clock);
    const signal = AbortSignal.any([deadline, idle.signal]);
    let seen: TokenUse = noTokens;
    try {
      const format = { type: 'json_schema' as const, schema: { ...wireSchema() } };
      const events = await client.messages.create(
        {
          model,
          max_tokens: longestAnswer,
          stream: true,
          system,
          messages,
          ...(structured.on ? { output_config: { format } } : {}),
        },
        { signal },
      );
      const answer = await readStream(events, (use) => {
        seen = use;
        idle.restart();
      });
      if (answer !== undefined) return answer;
      // the SDK ends an aborted stream without a word
      if (signal.aborted) throw new ModelAway('slow');
      throw new BrokenOff();
    } catch (error) {
      if (idle.signal.aborted && !(error instanceof ModelAway)) throw new ModelAway('slow', { cause: error });
      throw error;
    } finally {
      idle.stop();
      if (seen !== noTokens) deps.used(seen);
    }
  }
}

/** Aborts when it is not restarted in time. */
function createIdleTimer(clock: Clock): { readonly signal: AbortSignal; restart(): void; stop(): void } {
  const expired = new AbortController();
  let current = new AbortController();
  const start = (): void => {
    const { signal } = current;
    void clock.wait(idleMs, signal).then(() => {
      if (!signal.aborted) expired.abort();
    });
  };
  start();
  return {
    signal: expired.signal,
    restart() {
      current.abort();
      current = new AbortController();
      start();
    },
    stop: () => current.abort(),
  };
}
