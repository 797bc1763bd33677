import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { findAction } from '@chatops-commander/engine/actions/registry';
import {
  emergencyNamespace,
  type EmergencyRun,
  type EmergencyStatement,
  noPull,
  statementText,
} from '@chatops-commander/engine/emergency/emergency-run';
import { needsFilesOfGitHub } from '@chatops-commander/engine/emergency/files-of-github';
import { judgeEmergency } from '@chatops-commander/engine/emergency/judge-emergency';
import type { Records } from '@chatops-commander/engine/records/records';
import { isFinalRunState, type RunRow } from '@chatops-commander/engine/records/run-row';
import { inLanguage } from '@chatops-commander/engine/report/in-language';
import { assessRisk } from '@chatops-commander/engine/runbook/assess-risk';
import { gitBlobId } from '@chatops-commander/engine/runbook/git-blob';
import { lintRunbook } from '@chatops-commander/engine/runbook/lint-runbook';
import { serversTouched } from '@chatops-commander/engine/runbook/select-servers';
import { renderProblem } from '@chatops-commander/schemas';
import { type ConfigInForce, createConfigReader } from '@chatops-commander/workflows/activities/config-in-force';
import type { WorkflowStarts } from '@chatops-commander/workflows/start-workflows';

export interface Emergency {
  readonly repository: string;
  readonly file: string;
  readonly text: string;
  readonly reason: string;
  /** GitHub login of who signs. */
  readonly by: string;
}
export interface EmergencyDeps {
  readonly records: Pick<Records, 'acceptedFiles' | 'audit' | 'emergencyRuns' | 'runs'>;
  readonly starts: Pick<WorkflowStarts, 'startRun'>;
  sign(message: string, namespace: string): Promise<string>;
  say(line: string): void;
}

/**
 * Has the workers run a file without GitHub. Everything is judged here so that mistakes show at once, and again by the
 * worker, which believes the signature and nothing else of this.
 *
 * @throws {Error} when it may not run.
 */
export async function runEmergency(emergency: Emergency, deps: EmergencyDeps): Promise<RunRow> {
  const { repository, text, reason, by } = emergency;
  const path = `emergency/${basename(emergency.file)}`;
  const config = await createConfigReader(deps.records.acceptedFiles).inForce(repository);
  const run = await describe(emergency, path, config, deps);
  const statement: EmergencyStatement = {
    repository,
    path,
    blob: gitBlobId(text),
    reason,
    by,
    at: new Date().toISOString(),
  };
  const message = statementText(statement);
  const signed: EmergencyRun = { ...statement, content: text, signature: await deps.sign(message, emergencyNamespace) };
  const because = judgeEmergency(signed, config.policy, Date.now());
  if (because !== undefined) throw new Error(`it may not run: ${because.en}`);
  const registered = await deps.records.runs.registerRun({
    ...statement,
    ...run,
    pull: noPull,
    mergeCommit: statement.blob,
  });
  // a run keeps the inventory that it was registered with, in every attempt
  if (registered.run.inventoryDigest !== config.inventoryDigest)
    throw new Error(
      `${registered.run.id} is on record for these bytes under another inventory than the one in force, and would run under it again: change a byte of ${emergency.file}, a comment will do, and sign it anew`,
    );
  const digest = createHash('sha256').update(message).digest('hex');
  const attempt = await attemptOf(registered.run, by, digest, deps.records);
  // once it may start, since a record is told on GitHub; and before it does, since the worker looks for the signature
  await deps.records.emergencyRuns.record(signed);
  await deps.records.audit.append({
    actor: by,
    kind: 'emergency.asked',
    subject: registered.run.id,
    data: { ...statement, attempt, signature: signed.signature },
    key: `emergency.asked:${registered.run.id}:${digest}`,
  });
  await deps.starts.startRun(
    { repository, pull: noPull, mergeCommit: statement.blob, path, blob: statement.blob },
    { runId: registered.run.id, attempt, title: registered.run.title },
  );
  return { ...registered.run, attempt };
}

/** What the file comes to, said before anything is signed. @throws {Error} when the linter refuses it. */
async function describe({ text, file, by }: Emergency, path: string, config: ConfigInForce, { say }: EmergencyDeps) {
  const { policy, inventory } = config;
  const lint = lintRunbook({ text, file: path, as: 'change', inventory, policy, findAction });
  if (!lint.ok || lint.runbook === undefined)
    throw new Error(
      `it cannot run as it is written:\n${lint.problems.map((problem) => renderProblem(file, problem)).join('\n')}`,
    );
  const needs = needsFilesOfGitHub(lint.runbook, findAction);
  if (needs !== undefined) throw new Error(needs.en);
  const { risk, environments } = assessRisk({ runbook: lint.runbook, inventory, policy, findAction });
  const servers = serversTouched(lint.runbook);
  const title = inLanguage(lint.runbook.metadata.title, 'en');
  say(`${title}\nrisk ${risk}, ${environments.join(', ') || 'no environment'}: ${servers.join(', ')}`);
  say('No pull request is reviewed for this. It is on record, and told on GitHub when that is back.');
  const { inventoryDigest, policyDigest } = config;
  return {
    requester: by,
    approvers: [by],
    risk,
    inventoryDigest,
    policyDigest,
    language: 'en' as const,
    servers,
    title,
  };
}

/** The same bytes once more are a further attempt of the same run, and only after the last one ended. */
async function attemptOf(run: RunRow, by: string, digest: string, records: EmergencyDeps['records']): Promise<number> {
  if (run.state === 'registered' && run.workflowId === null) return run.attempt;
  if (!isFinalRunState(run.state))
    throw new Error(`${run.id} runs this very file now (${run.state}): chatops logs ${run.id}`);
  const retried = await records.runs.retry({
    runId: run.id,
    attempt: run.attempt,
    askedBy: by,
    request: `emergency:${digest}`,
  });
  if (retried.kind === 'added') return retried.attempt;
  throw new Error(`${run.id} cannot be run again now: chatops logs ${run.id}`);
}
