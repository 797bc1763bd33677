import type { StepRunner } from '@chatops-commander/engine/execution/step-runner';
import { guardChanges } from '@chatops-commander/engine/preview/guard-changes';
import type { Records } from '@chatops-commander/engine/records/records';
import type { RunRow } from '@chatops-commander/engine/records/run-row';
import { type PreviewedFile, renderPreview } from '@chatops-commander/engine/report/render-preview';
import { type Policy, parseDuration, parseRunbook, type Inventory } from '@chatops-commander/schemas';
import type { GitHubClients } from '../../github/repository-client.js';
import { withHeartbeat } from '../heartbeat.js';
import type { StepActivities } from '../run/run-activities.js';
import type { ArrivalTrouble } from '../run/run-plan.js';
import type { GuardCarrier } from './carry-guards.js';
import { previewRunbook } from './preview-runbook.js';
import { publishComment } from '../publish-comment.js';

export interface GuardDeps {
  readonly preflight: StepActivities['preflight'];
  readonly records: Pick<Records, 'runs' | 'previews'>;
  readonly github: Pick<GitHubClients, 'of'>;
  /** Bytes of a git blob of the repository. */
  readBlob(repository: string, blob: string): Promise<Buffer>;
  readonly runner: Pick<StepRunner, 'preview' | 'readFacts'>;
  readonly config: {
    inForce(repository: string): Promise<{ readonly policy: Policy }>;
    inventoryOf(digest: string): Promise<Inventory>;
  };
  readonly carrier: Pick<GuardCarrier, 'expectedBy' | 'noteBefore'>;
  backupRoom(): Promise<number | undefined>;
  warn(message: string): void;
}

/** A preview older than this is shown anew before the run, unless policy says otherwise. */
const defaultPreviewAge = '1h';

/**
 * After all servers were locked and asked for, and before anything starts: what the review saw must still be so on each
 * that answered, also where the run may go on without the others; or as the files before it of the same pull request left it. A further
 * attempt is not held to it, since the one before it changed things itself.
 */
export function createGuardedPreflight(deps: GuardDeps): StepActivities['preflight'] {
  return async (runId, servers) => {
    const unreachable = await deps.preflight(runId, servers);
    const away = new Set(unreachable.map(({ server }) => server));
    return [...unreachable, ...(await changedSinceReview(runId, away))];
  };

  async function changedSinceReview(runId: string, away: ReadonlySet<string>): Promise<readonly ArrivalTrouble[]> {
    const run = await deps.records.runs.get(runId);
    if (run === undefined || run.attempt !== 1) return [];
    const changes = await changesOf(run, away);
    if (changes.length === 0)
      await withHeartbeat(
        () => 'looking at what the files after this one count on',
        (signal) => deps.carrier.noteBefore(run, signal),
      );
    return changes;
  }

  async function changesOf(run: RunRow, away: ReadonlySet<string>): Promise<readonly ArrivalTrouble[]> {
    const reviewed = await deps.records.previews.ofBlob(run.repository, run.pull, run.blob);
    if (reviewed === undefined) return [];
    const [{ policy }, inventory] = await Promise.all([
      deps.config.inForce(run.repository),
      deps.config.inventoryOf(run.inventoryDigest),
    ]);
    const limit = parseDuration(policy.limits?.previewAge ?? defaultPreviewAge);
    const isOld = !(Date.now() - Date.parse(reviewed.takenAt) <= limit);
    const expected = await deps.carrier.expectedBy(run, reviewed.guards);
    if (expected.length === 0 && !isOld) return [];
    const guarded = new Set(expected.map(({ server, step }) => `${server}\n${step}`));
    const text = (await deps.readBlob(run.repository, run.blob)).toString('utf8');
    const runbook = parseRunbook(text, run.path);
    const now = await withHeartbeat(
      () => 'looking at what the review saw',
      (signal) =>
        previewRunbook({ runbook, inventory, policy }, deps.runner, {
          // texts were shown to the reviewers as far as they may be; here only what changed counts
          mayShow: () => false,
          forRun: true,
          signal,
          only: ({ server, stepId }) => !away.has(server) && (isOld || guarded.has(`${server}\n${stepId}`)),
        }),
    );
    // shown as far as GitHub lets us: that it is away must not stop what was approved
    if (isOld)
      await showAgain(run, reviewed.head, now).catch((error: unknown) =>
        deps.warn(
          `the preview of ${run.id} could not be shown again: ${error instanceof Error ? error.message : error}`,
        ),
      );
    return guardChanges(expected, now.steps).map((change) => ({ ...change, changed: true }));
  }

  async function showAgain(run: RunRow, head: string, looked: Omit<PreviewedFile, 'path'>): Promise<void> {
    const client = await deps.github.of(run.repository);
    const files = [{ path: run.path, ...looked }];
    const backupRoom = await deps.backupRoom();
    await publishComment(client.comments, client.botLogin, {
      issue: run.pull,
      kind: 'preview',
      id: `${run.pull}:${run.id}`,
      markdown: renderPreview({ language: run.language, head, files, backupRoom, refreshed: true }),
    });
  }
}
