import { noPull } from '@chatops-commander/engine/emergency/emergency-run';
import type { StepRunner } from '@chatops-commander/engine/execution/step-runner';
import type { CatalogEntry, Planner } from '@chatops-commander/engine/planner/planner';
import type { Records } from '@chatops-commander/engine/records/records';
import type { HostKey } from '@chatops-commander/engine/ssh/host-key';
import type { RemoteJobs } from '@chatops-commander/engine/ssh/remote-execution';
import type { Diagnosis } from '@chatops-commander/schemas';
import { createCommandHandlers } from '../commands/create-command-handlers.js';
import type { GitHubClients } from '../github/repository-client.js';
import type { WorkflowStarts } from '../start-workflows.js';
import { createCatalogReader } from './catalog-reader.js';
import { createChangeActivities } from './change/look-at-change.js';
import { createConfigReader } from './config-in-force.js';
import { createRunJudge } from './judge-run.js';
import { rememberBlobs } from './remember-blobs.js';
import { createRequestStore } from './request-records.js';
import { createEmergencyJudge } from './run/judge-emergency-run.js';
import { createGuardCarrier } from './preview/carry-guards.js';
import { createGuardedPreflight } from './preview/guarded-preflight.js';
import { createPreviewActivities } from './preview/preview-change.js';
import { announceOnGitHub } from './run/announce-on-github.js';
import { createRunActivities } from './run/create-run-activities.js';
import { createAnswerQuestion } from './request/answer-question.js';
import { createPruneActivities } from './prune/prune-outputs.js';
import { createRequestActivities } from './request/create-request-activities.js';
import { createRecentRuns } from './request/recent-runs.js';
import { createSweepActivities } from './sweep/sweep-repository.js';

export interface ActivityDeps {
  readonly records: Records;
  readonly github: GitHubClients;
  readonly starts: WorkflowStarts;
  readonly runner: StepRunner;
  readonly jobs: Pick<RemoteJobs, 'live' | 'cancel'>;
  readonly planner: Planner;
  /** @throws {SshError} when the server shows no key. */
  scanHostKey(where: { readonly host: string; readonly port: number }): Promise<HostKey>;
  readonly catalog: readonly CatalogEntry[];
  readonly diagnoses: readonly Diagnosis[];
  /** True: nothing changes a server; reading goes on. */
  readonly readOnly: boolean;
  /** Days for which what commands print is kept; 0: for ever. */
  readonly outputDays: number;
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
  const store = createRequestStore(records);
  const catalog = createCatalogReader({ entries: deps.catalog, diagnoses: deps.diagnoses }, deps.warn);
  const backupRoom = () => deps.backupRoom();
  const commands = createCommandHandlers({
    records,
    store,
    decideGate: (run, decision) => starts.decideGate(run, decision),
    nudgeWaitingChanges: (repository) => starts.nudgeWaitingChanges(repository),
    wake: (workflowId) => starts.wake(workflowId),
    scanHostKey: deps.scanHostKey,
    steerRun: (run, steer) => starts.steerRun(run, steer),
    startRun: (input, run, first) => starts.startRun(input, run, first),
    nudgeChange: (input) => starts.nudgeChange(input),
    uiLink,
    answerQuestion: createAnswerQuestion({ github, config, catalog, records }),
  });
  const readBlob = rememberBlobs(async (repository, blob) => {
    const signed = await records.emergencyRuns.content(repository, blob);
    return signed === undefined
      ? await (await github.of(repository)).contents.readBlob(blob)
      : Buffer.from(signed, 'utf8');
  });
  const judgeMerged = createRunJudge(change);
  const judgeEmergencyRun = createEmergencyJudge({ ...records, config, readOnly: deps.readOnly });
  const run = createRunActivities({
    records,
    config,
    runner,
    jobs: deps.jobs,
    judge: (input, purpose) =>
      input.pull === noPull ? judgeEmergencyRun(input, purpose) : judgeMerged(input, purpose),
    readOnly: deps.readOnly,
    readBlob,
    async fileAt(repository, commit, path) {
      const { contents } = await github.of(repository);
      const blob = await contents.blobAt(commit, path);
      return blob === undefined ? undefined : await contents.readBlob(blob);
    },
    announcements: announceOnGitHub(github, records.runs),
    isOpen: (workflowId) => starts.isOpen(workflowId),
    wake: (workflowId) => starts.wake(workflowId),
    nudgeChange: async (input) => {
      if (input.pull !== noPull) await starts.nudgeChange(input);
    },
    uiLink,
  });
  const carrier = createGuardCarrier({ records, readBlob, runner, config, warn: deps.warn });
  return {
    ...createRequestActivities({
      github,
      config,
      catalog,
      planner: deps.planner,
      store,
      commands,
      runner,
      records,
      recent: createRecentRuns(records.runs),
      nudgeChange: (input) => starts.nudgeChange(input),
    }),
    ...createChangeActivities(change),
    ...run,
    preflight: createGuardedPreflight({
      preflight: run.preflight,
      records,
      github,
      readBlob,
      runner,
      config,
      carrier,
      backupRoom,
      warn: deps.warn,
    }),
    async releaseLocks(runId: string, workflowId: string) {
      await carrier.settleAfter(runId);
      await run.releaseLocks(runId, workflowId);
    },
    ...createPreviewActivities({ ...change, runner, backupRoom }),
    ...createPruneActivities({ records, outputDays: deps.outputDays }),
    ...createSweepActivities({
      github,
      records,
      warn: deps.warn,
      endWorkflows: (repository) => starts.endWorkflows(repository),
      startRequest: (input) => starts.startRequest(input),
      nudgeChange: (input) => starts.nudgeChange(input),
    }),
  };
}
export type Activities = ReturnType<typeof createActivities>;
