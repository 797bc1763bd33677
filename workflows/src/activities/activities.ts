import type { StepRunner } from '@chatops-commander/engine/execution/step-runner';
import type { CatalogEntry, Planner } from '@chatops-commander/engine/planner/planner';
import type { Records } from '@chatops-commander/engine/records/records';
import type { RemoteJobs } from '@chatops-commander/engine/ssh/remote-execution';
import { createCommandHandlers } from '../commands/create-command-handlers.js';
import type { GitHubClients } from '../github/repository-client.js';
import type { WorkflowStarts } from '../start-workflows.js';
import { createCatalogReader } from './catalog-reader.js';
import { createChangeActivities } from './change/look-at-change.js';
import { createConfigReader } from './config-in-force.js';
import { createRunJudge } from './judge-run.js';
import { createRequestStore } from './request-records.js';
import { createGuardedPreflight } from './preview/guarded-preflight.js';
import { createPreviewActivities } from './preview/preview-change.js';
import { announceOnGitHub } from './run/announce-on-github.js';
import { createRunActivities } from './run/create-run-activities.js';
import { createRequestActivities } from './request/create-request-activities.js';
import { createSweepActivities } from './sweep/sweep-repository.js';

export interface ActivityDeps {
  readonly records: Records;
  readonly github: GitHubClients;
  readonly starts: WorkflowStarts;
  readonly runner: StepRunner;
  readonly jobs: Pick<RemoteJobs, 'live' | 'cancel'>;
  readonly planner: Planner;
  readonly catalog: readonly CatalogEntry[];
  /** True: nothing changes a server; reading goes on. */
  readonly readOnly: boolean;
  /** Bytes free where backups go; undefined where that cannot be told. */
  backupRoom(): Promise<number | undefined>;
  /** Where Temporal's UI shows a workflow; undefined when nobody can open it. */
  uiLink(workflowId: string): string | undefined;
  warn(message: string): void;
}

/** Every activity of a worker, each group made from what it needs. */
export function createActivities(deps: ActivityDeps) {
  const { records, github, starts, runner } = deps;
  const config = createConfigReader(records.acceptedFiles);
  const change = { github, config, records, readOnly: deps.readOnly };
  const { uiLink } = deps;
  const backupRoom = () => deps.backupRoom();
  const commands = createCommandHandlers({
    records,
    steerRun: (run, steer) => starts.steerRun(run, steer),
    startRun: (input, run, first) => starts.startRun(input, run, first),
    nudgeChange: (input) => starts.nudgeChange(input),
    uiLink,
  });
  const run = createRunActivities({
    records,
    config,
    runner,
    jobs: deps.jobs,
    judge: createRunJudge({ ...change, records }),
    readBlob: async (repository, blob) => (await github.of(repository)).contents.readBlob(blob),
    announcements: announceOnGitHub(github, records.runs),
    isOpen: (workflowId) => starts.isOpen(workflowId),
    nudgeChange: (input) => starts.nudgeChange(input),
    uiLink,
  });
  return {
    ...createRequestActivities({
      github,
      config,
      catalog: createCatalogReader(deps.catalog, deps.warn),
      planner: deps.planner,
      store: createRequestStore(records),
      commands,
      runner,
      records,
      nudgeChange: (input) => starts.nudgeChange(input),
    }),
    ...createChangeActivities(change),
    ...run,
    preflight: createGuardedPreflight({ preflight: run.preflight, records, github, runner, config, backupRoom }),
    ...createPreviewActivities({ ...change, runner, backupRoom }),
    ...createSweepActivities({
      github,
      records,
      warn: deps.warn,
      startRequest: (input) => starts.startRequest(input),
      nudgeChange: (input) => starts.nudgeChange(input),
    }),
  };
}
export type Activities = ReturnType<typeof createActivities>;
