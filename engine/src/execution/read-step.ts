import type { ActionContext, CommandAction, Outputs } from '../actions/action.js';
import { findAction } from '../actions/registry.js';
import { httpExpectation } from '../actions/http/http-check.js';
import { type UrlStanding, urlStanding } from '../runbook/url-standing.js';
import type { RestoreDeps } from '../backup/restore-backup.js';
import type { RemoteReads } from '../ssh/remote-execution.js';
import { aliveDuring } from './alive-during.js';
import { checkHttp, type HttpCheckDeps } from './check-http.js';
import { CANCELLED, outcomeOfResult } from './outcome-of-result.js';
import { prepareStep } from './prepare-step.js';
import { type StepLife, StepNotExecutable, type StepOutcome, type StepRun } from './step-run.js';
import { registryStep } from './registry-step.js';
import { verifyStep } from './store/verify-step.js';

/** More than any of our scripts prints. */
export const READ_BYTES = 1024 * 1024;

export interface ReadDeps extends HttpCheckDeps, RestoreDeps {
  readonly reads: RemoteReads;
}

/** The worker's own loopback is asked only where the inventory names that host. */
const isOfInventory = (standing: UrlStanding): boolean => standing === 'health-url' || standing === 'inventory-host';

/**
 * Executes a step that changes nothing. Throws StepNotExecutable for one that does, and what the transport throws when
 * the server cannot be reached.
 */
export async function readStep(deps: ReadDeps, run: StepRun, life: StepLife): Promise<StepOutcome> {
  const prepared = prepareStep(run, findAction);
  if (prepared.kind === 'refused') return prepared.outcome;
  const { action, input, context } = prepared;
  switch (action.kind) {
    case 'http': {
      const onServer = action.fromServer?.(input);
      if (onServer !== undefined) return await readOnServer(deps, { run, input, context, part: onServer }, life);
      const expectation = httpExpectation(input);
      const mayAskLoopback = (url: URL) => isOfInventory(urlStanding(url.href, run.inventory));
      const options = { mayAskLoopback, timeoutMs: context.timeoutMs, signal: life.signal };
      const started = deps.monotonic();
      const parsed = await aliveDuring(life, () => checkHttp(deps, expectation, options));
      const durationMs = Math.round(deps.monotonic() - started);
      if (life.signal.aborted) return { kind: 'cancelled', reason: CANCELLED, started: false, durationMs };
      return parsed.kind === 'done' ? { ...parsed, durationMs } : { ...parsed, started: false, durationMs };
    }
    case 'command': {
      if (action.effect === 'change' || action.effect === 'destroy') {
        throw new StepNotExecutable(action.name, 'it changes the server, so it is not a read');
      }
      return await readOnServer(deps, { run, input, context, part: action }, life);
    }
    case 'store': {
      if (action.operation !== 'verify') {
        throw new StepNotExecutable(action.name, 'it changes something, so it is not a read');
      }
      return verifyStep(deps, { run, input, context }, life);
    }
    case 'registry':
      return registryStep(deps, { run, input, context }, life);
    case 'backup':
      throw new StepNotExecutable(action.name, 'it takes part in a change, so it is not a read');
    case 'wait':
      throw new StepNotExecutable(action.name, 'only a run in Temporal waits');
    default:
      return action satisfies never;
  }
}

/** One reading command on the server, and what its action makes of it. */
async function readOnServer(
  deps: Pick<ReadDeps, 'reads'>,
  reading: {
    readonly run: StepRun;
    readonly input: Outputs;
    readonly context: ActionContext;
    readonly part: Pick<CommandAction, 'command' | 'parse'>;
  },
  life: StepLife,
): Promise<StepOutcome> {
  const { run, input, context, part } = reading;
  const command = part.command(input, context);
  const result = await aliveDuring(life, () =>
    deps.reads.read(run.server, command, { maxBytes: READ_BYTES, signal: life.signal }),
  );
  const parsed = part.parse(result, input, context);
  return outcomeOfResult({ result, parsed, started: false, timeoutMs: command.timeoutMs, traces: {} });
}
