import type { StepRunner } from '@chatops-commander/engine/execution/step-runner';
import type { CatalogEntry, Planner } from '@chatops-commander/engine/planner/planner';
import type { Records } from '@chatops-commander/engine/records/records';
import type { RemoteJobs } from '@chatops-commander/engine/ssh/remote-execution';
import type { Diagnosis } from '@chatops-commander/schemas';
import { createCommandHandlers } from '../commands/create-command-handlers.js';
import type { GitHubClients } from '../github/repository-client.js';
import type { WorkflowStarts } from '../start-workflows.js';
import { createCatalogReader } from './catalog-reader.js';
import { createChangeActivities } from './change/look-at-change.js';
import { createConfigReader } from './config-in-force.js';
import { createRunJudge } from './judge-run.js';
import { createRequestStore } from './request-records.js';
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
  readonly diagnoses: readonly Diagnosis[];
  /** True: nothing changes a server; reading goes on. */
  readonly readOnly: boolean;
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
  const commands = createCommandHandlers({
    records,
    steerRun: (run, steer) => starts.steerRun(run, steer),
    startRun: (input, run, first) => starts.startRun(input, run, first),
    nudgeChange: (input) => starts.nudgeChange(input),
    uiLink,
  });
  return {
    ...createRequestActivities({
      github,
      config,
      catalog: createCatalogReader({ entries: deps.catalog, diagnoses: deps.diagnoses }, deps.warn),
      planner: deps.planner,
      store: createRequestStore(records),
      commands,
      runner,
      records,
      nudgeChange: (input) => starts.nudgeChange(input),
    }),
    ...createChangeActivities(change),
    ...createRunActivities({
      records,
      config,
      runner,
      jobs: deps.jobs,
      judge: createRunJudge(change),
      readBlob: async (repository, blob) => (await github.of(repository)).contents.readBlob(blob),
      async fileAt(repository, commit, path) {
        const { contents } = await github.of(repository);
        const blob = await contents.blobAt(commit, path);
        return blob === undefined ? undefined : await contents.readBlob(blob);
      },
      announcements: announceOnGitHub(github, records.runs),
      isOpen: (workflowId) => starts.isOpen(workflowId),
      nudgeChange: (input) => starts.nudgeChange(input),
      uiLink,
    }),
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
