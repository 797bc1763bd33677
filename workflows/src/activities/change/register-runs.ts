import type { Language } from '@chatops-commander/engine/actions/action';
import type { ChangeDecision, PinnedFile } from '@chatops-commander/engine/approval/change-decision';
import type { Runs } from '@chatops-commander/engine/records/runs';
import { isFinalRunState, type RunRow } from '@chatops-commander/engine/records/run-row';
import { inLanguage } from '@chatops-commander/engine/report/in-language';
import { serversTouched } from '@chatops-commander/engine/runbook/select-servers';
import { parseRunbook } from '@chatops-commander/schemas';
import type { ChangeInput } from '../../contract.js';
import type { ConfigInForce } from '../config-in-force.js';
import type { ChangeStep } from './change-activities.js';
import type { ReadChange } from './read-change.js';

type RunDecision = Extract<ChangeDecision, { kind: 'run' }>;

export interface RunOrigin {
  readonly requester: string | undefined;
  readonly issue: number | undefined;
  readonly language: Language;
}

/**
 * Writes every run of a merge down before the first one starts, so that a crash between the two can neither lose a
 * file nor run one twice.
 */
export async function registerRuns(
  input: ChangeInput,
  decision: RunDecision,
  changes: readonly ReadChange[],
  origin: RunOrigin,
  config: ConfigInForce,
  runs: Pick<Runs, 'registerRun'>,
): Promise<void> {
  for (const file of decision.files) {
    const change = changes.find((one) => one.path === file.path && one.blob === file.blob);
    if (change === undefined) throw new Error(`${file.path} was decided about and not read`);
    const runbook = parseRunbook(change.text, change.path);
    await runs.registerRun({
      ...input,
      path: file.path,
      blob: file.blob,
      mergeCommit: decision.mergeCommit,
      ...(origin.requester === undefined ? {} : { requester: origin.requester }),
      approvers: decision.approvers.map((approver) => approver.login),
      risk: change.risk,
      inventoryDigest: config.inventoryDigest,
      policyDigest: config.policyDigest,
      ...(origin.issue === undefined ? {} : { issue: origin.issue }),
      language: origin.language,
      servers: serversTouched(runbook),
      title: inLanguage(runbook.metadata.title, origin.language),
    });
  }
}

/** What may start now of the runs on record: those that no workflow ever took up, in file order. */
export async function runsToStart(
  input: ChangeInput,
  files: readonly PinnedFile[],
  runs: Pick<Runs, 'runsOfPull'>,
): Promise<ChangeStep> {
  const recorded = await runs.runsOfPull(input.repository, input.pull);
  const inOrder = files.flatMap((file) => recorded.filter((run) => run.path === file.path && run.blob === file.blob));
  const isNew = (run: RunRow) => run.state === 'registered' && run.workflowId === null;
  const active = inOrder.filter((run) => !isNew(run) && !isFinalRunState(run.state));
  if (active.length > 0) return { kind: 'wait', because: `${active.map((run) => run.id).join(', ')} going on` };
  const startable = inOrder.filter(isNew).map((run) => ({
    runId: run.id,
    attempt: run.attempt,
    title: run.title,
    input: { ...input, mergeCommit: run.mergeCommit, path: run.path, blob: run.blob },
  }));
  return startable.length > 0
    ? { kind: 'run', runs: startable }
    : { kind: 'end', because: 'all that was merged has run' };
}
