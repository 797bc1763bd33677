import { randomBytes } from 'node:crypto';
import type { Person } from '@chatops-commander/cli/demo/conversation';
import type { Runbook } from '@chatops-commander/schemas';
import { stringify } from 'yaml';
import { createPulls, type Files } from '../../support/pulls.js';
import type { TestStack } from '../../support/test-stack.js';

/** Steps for named servers, approved and merged: the shortest way to a run. Returns the pull request's number. */
export async function mergeRunbook(stage: TestStack, spec: Runbook['spec']): Promise<number> {
  const name = `try-${randomBytes(4).toString('hex')}`;
  const runbook: Runbook = {
    apiVersion: 'chatops-commander/v1',
    kind: 'Runbook',
    metadata: { name, title: `Run ${name}` },
    spec,
  };
  return await mergeFiles(stage, { [`changes/${name}.yaml`]: stringify(runbook) }, stage.bruno);
}

/** Alice writes files in a pull request; the approver approves and merges it. Returns its number. */
export async function mergeFiles(stage: TestStack, files: Files, approver: Person): Promise<number> {
  const branch = `branch-${randomBytes(6).toString('hex')}`;
  const { number } = await createPulls(stage).open(stage.alice, branch, files);
  await stage.conversation.approve(approver, number);
  await stage.conversation.merge(approver, number);
  return number;
}
