import type { ServerFacts } from '@chatops-commander/engine/actions/action';
import { findAction } from '@chatops-commander/engine/actions/registry';
import type { StepRunner } from '@chatops-commander/engine/execution/step-runner';
import type { Records } from '@chatops-commander/engine/records/records';
import { isChange } from '@chatops-commander/engine/runbook/assess-risk';
import type { RemoteJobs, ServerAddress } from '@chatops-commander/engine/ssh/remote-execution';
import { sourceOf } from '@chatops-commander/engine/runbook/pin-sources';
import { serverAddress } from '@chatops-commander/engine/ssh/server-address';
import type { Step } from '@chatops-commander/schemas';
import { Context } from '@temporalio/activity';
import { controller } from '../controller.js';
import { eachServer, serversAtOnce } from '../each-server.js';
import { withHeartbeat } from '../heartbeat.js';
import { explainTrouble, type PreparedStep, prepareStep } from '../prepare-step.js';
import type { ChangeDoor } from './change-door.js';
import { executeStretch } from './execute-stretch.js';
import { haltStarted } from './halt-started.js';
import type { StepActivities } from './run-activities.js';
import type { RunContent, RunContexts } from './run-contexts.js';
import type { StretchOutcome } from './run-plan.js';
import { undoServers } from './undo-servers.js';

export interface StepActivityDeps {
  readonly runner: StepRunner;
  readonly contexts: RunContexts;
  readonly jobs: Pick<RemoteJobs, 'cancel'>;
  readonly records: Pick<Records, 'outcomes' | 'audit'>;
  readonly stopsChanges: ChangeDoor;
}

/** The activities that work on servers. Everything they keep between two calls is on record, or can be read again. */
export function createStepActivities(deps: StepActivityDeps): StepActivities {
  const facts = createFactsReader(deps.runner);
  const { outcomes, audit } = deps.records;

  async function prepare(context: RunContent, stepId: string, server: string): Promise<PreparedStep> {
    const numbered = context.steps.get(stepId);
    if (numbered === undefined) throw new Error(`run ${context.row.id} has no step ${stepId}`);
    const bare = prepareStep(numbered.step, stepId, server, context.inventory);
    if (server === controller) return bare;
    const sourceFile = await sourceBytes(bare.step, context);
    const encrypt = context.policy.backups?.encrypt;
    return {
      ...bare,
      ...(encrypt === undefined ? {} : { encryptBackups: encrypt }),
      facts: await facts.of(context.row.id, bare.server),
      ...(sourceFile === undefined ? {} : { sourceFile }),
    };
  }

  /** The file that a step takes along; whether its inputs and its bytes are right is judged where they are used. */
  async function sourceBytes(step: Step, context: RunContent): Promise<Buffer | undefined> {
    const source = sourceOf(step, findAction);
    return source === undefined ? undefined : await deps.contexts.fileAtMerge(context.row, source.path);
  }

  return {
    async preflight(runId, servers) {
      const context = await deps.contexts.of(runId);
      return await withHeartbeat(
        () => servers.length,
        async () => {
          const troubles = await eachServer(servers, serversAtOnce, async (server) => {
            try {
              await facts.of(runId, serverAddress(context.inventory, server));
              return undefined;
            } catch (error) {
              const because = explainTrouble(error);
              if (because === undefined) throw error;
              return { server, step: 'preflight', because };
            }
          });
          return troubles.filter((trouble) => trouble !== undefined);
        },
      );
    },

    async executeStretch(task) {
      const context = await deps.contexts.content(task.runId);
      const changes = task.steps.some((step) => changesServers(context, step));
      if (changes && (await deps.stopsChanges(context.row.repository)) !== undefined)
        return { ...nothingCame, stopped: true };
      let ended = 0;
      return await withHeartbeat(
        () => ({ step: task.steps.join(', '), ended, of: task.servers.length }),
        (signal, cancelRequested) =>
          executeStretch(
            task,
            context,
            { runner: deps.runner, jobs: deps.jobs, outcomes, audit, prepare },
            {
              signal,
              cancelRequested,
              firstTry: Context.current().info.attempt === 1,
              onServerDone() {
                ended += 1;
              },
            },
          ),
      );
    },

    async haltRun(runId, runAttempt) {
      const { inventory } = await deps.contexts.of(runId);
      return await withHeartbeat(
        () => 'ending what was started',
        () =>
          haltStarted(
            { runId, runAttempt },
            {
              jobs: deps.jobs,
              outcomes,
              audit,
              addressOf: (server) => serverAddress(inventory, server),
            },
          ),
      );
    },

    async undoServers(runId, runAttempt, servers) {
      const context = await deps.contexts.of(runId);
      if ((await deps.stopsChanges(context.row.repository)) !== undefined)
        return { undone: 0, nothing: 0, failed: [], stopped: true };
      return await withHeartbeat(
        () => ({ undoing: servers.length }),
        (signal) =>
          undoServers(
            { runId, runAttempt, servers },
            context,
            { runner: deps.runner, outcomes, audit, prepare },
            { signal },
          ),
      );
    },
  };
}

const nothingCame: StretchOutcome = { done: 0, skipped: 0, failed: [], unknown: [], cancelled: [], rebooted: [] };

const changesServers = (context: RunContent, stepId: string): boolean => {
  const action = findAction(context.steps.get(stepId)?.step.uses ?? '');
  return action === undefined || isChange(action.effect);
};

const factsKept = 5_000;

/** Facts of a server, read once per run by each worker. A worker that takes over reads them again. */
function createFactsReader(runner: Pick<StepRunner, 'readFacts'>) {
  const known = new Map<string, Promise<ServerFacts>>();
  return {
    of(runId: string, server: ServerAddress): Promise<ServerFacts> {
      const key = `${runId}\n${server.name}`;
      const facts = known.get(key) ?? runner.readFacts(server);
      if (known.size >= factsKept) known.delete(known.keys().next().value ?? '');
      known.set(key, facts);
      facts.catch(() => known.delete(key));
      return facts;
    },
  };
}
