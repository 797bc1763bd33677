import type { StepRunner } from '@chatops-commander/engine/execution/step-runner';
import type { Records } from '@chatops-commander/engine/records/records';
import type { RemoteJobs } from '@chatops-commander/engine/ssh/remote-execution';
import { serverAddress } from '@chatops-commander/engine/ssh/server-address';
import type { ConfigReader } from '../config-in-force.js';
import { createChangeDoor } from './change-door.js';
import { createGateActivities, type JudgeRun } from './admit-run.js';
import { createStepActivities } from './create-step-activities.js';
import { createWaitActivities } from './create-wait-activities.js';
import { holdAfterRollback } from './hold-after-rollback.js';
import { createLockActivities } from './locks.js';
import { createLostRunActivities } from './lost-runs.js';
import { createRunContexts } from './run-contexts.js';
import { createRunReportActivities, type RunAnnouncements } from './run-reports.js';

export interface RunSideDeps {
  readonly records: Pick<Records, 'runs' | 'outcomes' | 'outputs' | 'locks' | 'holds' | 'audit'>;
  readonly config: ConfigReader;
  readonly runner: StepRunner;
  readonly jobs: Pick<RemoteJobs, 'live' | 'cancel'>;
  readonly judge: JudgeRun;
  /** True: nothing changes a server; reading goes on. */
  readonly readOnly: boolean;
  /** Bytes of a git blob of the repository. */
  readBlob(repository: string, blob: string): Promise<Buffer>;
  /** Bytes of a file of the repository at a commit; undefined when it is not there. */
  fileAt(repository: string, commit: string, path: string): Promise<Buffer | undefined>;
  readonly announcements: RunAnnouncements;
  /** Whether Temporal knows this workflow as going on. */
  isOpen(workflowId: string): Promise<boolean>;
  nudgeChange(change: { readonly repository: string; readonly pull: number }): Promise<void>;
  /** Tells a run that waits for servers to ask again now. */
  wake(workflowId: string): Promise<void>;
  /** Where Temporal's UI shows a workflow; undefined when nobody can open it. */
  uiLink(workflowId: string): string | undefined;
}

/** Everything that the run workflow calls. It knows GitHub only as where bytes come from and where runs are told of. */
export function createRunActivities(deps: RunSideDeps) {
  const { records, config, runner } = deps;
  const contexts = createRunContexts({
    run: (runId) => records.runs.get(runId),
    readBlob: deps.readBlob,
    fileAt: deps.fileAt,
    inventoryOf: (digest) => config.inventoryOf(digest),
    policyOf: (digest) => config.policyOf(digest),
  });
  const reports = createRunReportActivities({
    records,
    contexts,
    announcements: deps.announcements,
    uiLink: deps.uiLink,
    nudgeChange: deps.nudgeChange,
  });
  const locks = createLockActivities({
    locks: records.locks,
    runs: records.runs,
    audit: records.audit,
    isOpen: deps.isOpen,
    liveJobs: (server) => deps.jobs.live(server),
    addressOf: async (runId, server) => serverAddress((await contexts.of(runId)).inventory, server),
    wake: deps.wake,
  });
  return {
    ...createGateActivities({
      runs: records.runs,
      contexts,
      judge: deps.judge,
      policyInForce: async (repository) => (await config.inForce(repository)).policy,
      audit: records.audit,
    }),
    acquireLocks: locks.acquireLocks,
    releaseLocks: locks.releaseLocks,
    ...createStepActivities({
      runner,
      jobs: deps.jobs,
      contexts,
      records,
      stopsChanges: createChangeDoor({ holds: records.holds, readOnly: deps.readOnly }),
    }),
    ...createWaitActivities({ runner, contexts, records }),
    ...reports,
    finishRun: holdAfterRollback(reports.finishRun, records),
    ...createLostRunActivities({
      runs: records.runs,
      isOpen: deps.isOpen,
      finishRun: reports.finishRun,
      freeDeadLocks: locks.freeDeadLocks,
    }),
  };
}
