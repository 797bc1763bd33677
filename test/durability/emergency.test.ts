import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asRecord } from '@chatops-commander/cli/demo/conversation';
import { runEmergency } from '@chatops-commander/cli/emergency/run-emergency';
import { signWithSsh } from '@chatops-commander/cli/emergency/sign-with-ssh';
import { openGitHub } from '@chatops-commander/cli/runtime/github-clients';
import { startWorker } from '@chatops-commander/cli/runtime/start-worker';
import { starterPolicy } from '@chatops-commander/cli/init/starter-policy';
import { gitBlobId } from '@chatops-commander/engine/runbook/git-blob';
import { runWorkflowId } from '@chatops-commander/workflows/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startOwnWorker } from '../support/own-worker.js';
import { quietLog } from '../support/quiet-log.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createTrace } from '../support/traces.js';
import { createWorkflowView } from '../support/workflow-view.js';

vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'chatops-emergency-'));
function makeKey(name: string): string {
  const file = join(folder, name);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
  return file;
}
const [key, strange] = [makeKey('admin'), makeKey('strange')];

let stage: TestStack;
beforeAll(async () => {
  const roles = { admins: ['chloe'], operators: ['alice', 'bruno'], viewers: [] };
  const publicKey = readFileSync(`${key}.pub`, 'utf8').trim();
  const policy = `${starterPolicy(roles)}\nemergencyKeys:\n  - { user: chloe, key: "${publicKey}" }\n`;
  stage = await startTestStack({ worker: false, files: { '.chatops/policy.yaml': policy } });
});
afterAll(async () => {
  await stage?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A worker whose GitHub does not answer. */
async function workerWithoutGitHub() {
  const { stack } = stage;
  const github = openGitHub({ ...stack.settings.github, apiUrl: 'http://127.0.0.1:1' }, quietLog);
  return await startWorker({ settings: stack.settings, records: stack.records, github, log: quietLog });
}
const run = (text: string, signer = key, by = 'chloe') =>
  runEmergency(
    { repository: stage.stack.repository, file: 'fix.yaml', text, reason: 'the site is down, @everyone', by },
    {
      records: stage.stack.records,
      starts: stage.starts,
      sign: (message, namespace) => signWithSsh(message, { key: signer, namespace }),
      say: () => {},
    },
  );
const stateOf = async (id: string, attempt: number): Promise<string> => {
  const result = await stage.temporal.workflow.getHandle(runWorkflowId(id, attempt)).result();
  return String(asRecord(result).state);
};
const emergencyIssues = async (): Promise<readonly Record<string, unknown>[]> => {
  const { body } = await stage.alice.request('GET', `/repos/${stage.stack.repository}/issues?state=all&per_page=100`);
  const all = Array.isArray(body) ? body.map(asRecord) : [];
  return all.filter((issue) => String(issue.title).startsWith('Emergency run'));
};

describe('while GitHub is away', () => {
  it('an admin runs a file by signature, under locks and holds; it is told once when GitHub is back', async () => {
    const trace = await createTrace(stage);
    const worker = await workerWithoutGitHub();
    const done = await run(trace.runbook('fixed'));
    expect(await stateOf(done.id, done.attempt)).toBe('succeeded');
    expect(await trace.executed()).toEqual(['fixed']);
    expect(await stage.stack.records.locks.holders()).toEqual([]);

    const { repository } = stage.stack;
    await stage.stack.records.holds.place({ id: 'fire', repository, pull: null, reason: 'fire', by: 'bruno' });
    const held = await run(trace.runbook('held'));
    expect(await stateOf(held.id, held.attempt)).toBe('refused');
    await stage.stack.records.holds.lift({ repository, pull: null, by: 'bruno' });
    expect(await trace.executed()).toEqual(['fixed']);
    await worker.stop();

    await startOwnWorker(stage);
    const workflows = createWorkflowView(stage);
    await Promise.all([workflows.swept(), workflows.swept()]);
    const issues = await emergencyIssues();
    expect(issues.map((issue) => String(issue.title)).sort()).toEqual([
      'Emergency run by chloe: Leave fixed',
      'Emergency run by chloe: Leave held',
    ]);
    expect(issues.map((issue) => String(issue.body)).join()).toContain('BEGIN SSH SIGNATURE');
    // what is signed stands in fenced blocks as it is; elsewhere nobody is pinged
    for (const issue of issues) expect(String(issue.body).split('<details>')[0]).not.toMatch(/[^`]@everyone/);
  });

  it.each([
    ['a key that the policy does not list', () => strange, 'chloe', 'not signed with a key'],
    ['somebody who is no admin', () => key, 'alice', 'as an admin'],
  ])('%s starts nothing', async (_case, signer, by, said) => {
    const trace = await createTrace(stage);
    await expect(run(trace.runbook('never'), signer(), by)).rejects.toThrow(said);
    expect(await trace.executed()).toEqual([]);
  });

  it('a row in the database without the signature starts nothing: the worker judges by itself', async () => {
    const trace = await createTrace(stage);
    const text = trace.runbook('forged');
    const genuine = await run(trace.runbook('decoy'));
    await stateOf(genuine.id, genuine.attempt);
    const { records } = stage.stack;
    const row = await records.emergencyRuns.latest(genuine.repository, genuine.path, genuine.blob);
    const blob = gitBlobId(text);
    if (row === undefined) throw new Error('nothing is on record');
    await records.emergencyRuns.record({ ...row, blob, content: text });
    const forged = await records.runs.registerRun({
      ...genuine,
      requester: 'chloe',
      language: 'en',
      blob,
      mergeCommit: blob,
      issue: 1,
    });
    const input = { repository: genuine.repository, pull: 0, mergeCommit: blob, path: genuine.path, blob };
    await stage.starts.startRun(input, { runId: forged.run.id, attempt: 1, title: 'forged' });
    expect(await stateOf(forged.run.id, 1)).toBe('refused');
    expect(await trace.executed()).toEqual(['decoy']);
  });
});

it('ssh-keygen without a key says what to try', async () => {
  const missing = join(folder, 'missing');
  await expect(signWithSsh('x', { key: missing, namespace: 'n' })).rejects.toThrow('ssh-keygen -Y sign');
});
