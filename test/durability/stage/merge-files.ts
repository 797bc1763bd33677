import { randomBytes } from 'node:crypto';
import { asRecord, type Person } from '@chatops-commander/cli/demo/conversation';
import { type Runbook } from '@chatops-commander/schemas';
import { stringify } from 'yaml';
import type { CrashStack } from './crash-stack.js';

/** Steps for named servers, approved and merged: the shortest way to a run. Returns the pull request's number. */
export async function mergeRunbook(stage: CrashStack, spec: Runbook['spec']): Promise<number> {
  const name = `try-${randomBytes(4).toString('hex')}`;
  const runbook = {
    apiVersion: 'chatops-commander/v1',
    kind: 'Runbook',
    metadata: { name, title: `Run ${name}` },
    spec,
  };
  return await mergeFile(stage, { path: `changes/${name}.yaml`, text: stringify(runbook), approver: stage.bruno });
}

/** Alice writes a file in a pull request, the approver approves and merges it. */
export async function mergeFile(
  { stack, conversation, alice }: CrashStack,
  file: { readonly path: string; readonly text: string; readonly approver: Person },
): Promise<number> {
  const api = `/repos/${stack.repository}`;
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await alice.request(method, `${api}${path}`, body);
    return { status: answer.status, body: answer.status < 400 ? asRecord(answer.body) : {} };
  };
  const branch = `branch-${randomBytes(6).toString('hex')}`;
  const main = asRecord((await call('GET', '/git/ref/heads/main')).body.object);
  await call('POST', '/git/refs', { ref: `refs/heads/${branch}`, sha: main.sha });
  const before = await call('GET', `/contents/${file.path}?ref=${branch}`);
  await call('PUT', `/contents/${file.path}`, {
    branch,
    message: `Write ${file.path}`,
    content: Buffer.from(file.text).toString('base64'),
    ...(before.status === 200 ? { sha: before.body.sha } : {}),
  });
  const opened = await call('POST', '/pulls', { title: `Write ${file.path}`, head: branch, base: 'main', body: '' });
  const pull = Number(opened.body.number);
  await conversation.approve(file.approver, pull);
  await conversation.merge(file.approver, pull);
  return pull;
}
