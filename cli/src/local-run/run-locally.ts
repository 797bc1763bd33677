import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { findAction } from '@chatops-commander/engine/actions/registry';
import { gitBlobId } from '@chatops-commander/engine/runbook/git-blob';
import { assessRisk } from '@chatops-commander/engine/runbook/assess-risk';
import { inLanguage } from '@chatops-commander/engine/report/in-language';
import { serversTouched } from '@chatops-commander/engine/runbook/select-servers';
import type { Records } from '@chatops-commander/engine/records/records';
import type { Runbook } from '@chatops-commander/schemas';
import { createConfigReader } from '@chatops-commander/workflows/activities/config-in-force';
import { createRunActivities } from '@chatops-commander/workflows/activities/run/create-run-activities';
import { connectClient } from '@chatops-commander/workflows/connect';
import { type RunInput, type RunResult, runWorkflowId } from '@chatops-commander/workflows/contract';
import { createWorkflowStarts } from '@chatops-commander/workflows/start-workflows';
import type { Logger } from 'pino';
import { startWorkerWith } from '../runtime/start-worker.js';
import type { Settings } from '../settings/read-settings.js';
import { withoutComments } from './without-comments.js';

export interface LocalRun {
  readonly file: string;
  readonly text: string;
  readonly runbook: Runbook;
  readonly inventory: { readonly text: string };
  readonly policy: { readonly text: string };
}

/** Stands where a repository's name stands; no such name exists on GitHub, so nothing of it is ever taken for approved. */
const localRepository = 'local/-';

/**
 * Runs one file through Temporal, without GitHub: the same workflow, steps, locks, records and audit, approved by
 * whoever types the command.
 */
export async function runLocally(
  run: LocalRun,
  given: Settings,
  records: Records,
  log: Logger,
  print: (markdown: string) => void,
): Promise<RunResult> {
  // a queue of its own: this worker knows one file, and must take no work that was meant for others
  const settings = { ...given, taskQueue: `chatops-local-${process.pid}` };
  const bytes = Buffer.from(run.text, 'utf8');
  const blob = gitBlobId(bytes);
  const by = userInfo().username;
  const accept = (kind: 'policy' | 'inventory', content: string) =>
    records.acceptedFiles.accept({
      repository: localRepository,
      kind,
      content,
      commit: blob,
      acceptedBy: [by],
      blob: gitBlobId(content),
    });
  await accept('inventory', run.inventory.text);
  await accept('policy', run.policy.text);
  const config = createConfigReader(records.acceptedFiles);
  const { inventory, policy, inventoryDigest, policyDigest } = await config.inForce(localRepository);
  const assessment = assessRisk({ runbook: run.runbook, inventory, policy, findAction });
  const input: RunInput = { repository: localRepository, pull: 1, mergeCommit: blob, path: run.file, blob };
  const registered = await records.runs.registerRun({
    ...input,
    requester: by,
    approvers: [by],
    risk: assessment.risk,
    inventoryDigest,
    policyDigest,
    language: 'en',
    servers: serversTouched(run.runbook),
    title: inLanguage(run.runbook.metadata.title, 'en'),
  });
  const attempt = await nextAttempt(registered, records, by);
  const { client, connection } = connectClient(settings.temporal);
  const starts = createWorkflowStarts(client, settings.taskQueue);
  const worker = await startWorkerWith({ settings, records, log }, ({ runner, transport, uiLink }) =>
    createRunActivities({
      records,
      config,
      runner,
      jobs: transport,
      readOnly: settings.readOnly,
      judge: async (asked) => (asked.repository === localRepository && asked.blob === blob ? undefined : notThisFile),
      readBlob: async () => bytes,
      // the ops repo is where it was started
      fileAt: (_repository, _commit, path) => readFile(path).catch(() => undefined),
      announcements: {
        say: async (_run, markdown) => print(withoutComments(markdown)),
        progress: async () => {},
        conclude: async () => {},
      },
      isOpen: (workflowId) => starts.isOpen(workflowId),
      wake: (workflowId) => starts.wake(workflowId),
      nudgeChange: async () => {},
      uiLink,
    }),
  );
  try {
    await starts.startRun(input, { runId: registered.run.id, attempt, title: registered.run.title });
    // the run workflow's own return type
    return (await client.workflow.getHandle(runWorkflowId(registered.run.id, attempt)).result()) as RunResult;
  } finally {
    await worker.stop();
    await connection.close();
  }
}

async function nextAttempt(
  registered: Awaited<ReturnType<Records['runs']['registerRun']>>,
  records: Records,
  by: string,
): Promise<number> {
  const { run, kind } = registered;
  if (kind === 'new' || run.state === 'registered') return run.attempt;
  const retried = await records.runs.retry({
    runId: run.id,
    attempt: run.attempt,
    askedBy: by,
    request: `local:${Date.now()}`,
  });
  if (retried.kind === 'added') return retried.attempt;
  throw new Error(`${run.id} runs this very file now (${run.state}); wait for it, or look: chatops logs ${run.id}`);
}

const notThisFile = {
  en: 'this worker runs one local file, and this is not it',
  fr: "ce worker n'exécute qu'un fichier local, et ce n'est pas celui-ci",
};
