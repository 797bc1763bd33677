import { asRecord } from '@chatops-commander/cli/demo/conversation';
import { type RequestSource, requestId } from '@chatops-commander/workflows/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createWorkflowView, type WorkflowView } from '../support/workflow-view.js';

let test: TestStack;
let workflows: WorkflowView;
let api: string;
beforeAll(async () => {
  test = await startTestStack();
  workflows = createWorkflowView(test);
  api = `/repos/${test.stack.repository}`;
});
afterAll(() => test.stop());

const words = '/ops arrête le site';
const other = '/ops arrête le site, et tout de suite';
interface Asked {
  /** Where the words stand. */
  readonly issue: number;
  readonly source: RequestSource;
  edit(body: string): Promise<number>;
}
const asComment = async (): Promise<Asked> => {
  const issue = await test.conversation.openIssue(test.alice, 'A comment');
  const { id } = await test.conversation.say(test.alice, issue, words);
  const edit = async (body: string) =>
    (await test.bruno.request('PATCH', `${api}/issues/comments/${id}`, { body })).status;
  return { issue, source: { kind: 'comment', id }, edit };
};
const asIssue = async (): Promise<Asked> => {
  const issue = await test.conversation.openIssue(test.alice, 'An issue', '/ops arrête site-staging');
  const edit = async (body: string) => (await test.bruno.request('PATCH', `${api}/issues/${issue}`, { body })).status;
  return { issue, source: { kind: 'issue' }, edit };
};
const asReview = async (): Promise<Asked> => {
  const { issue: about, source } = await asComment();
  const pull = await proposed(about, source);
  const path = `${api}/pulls/${pull}/reviews`;
  const { body: said } = await test.alice.request('POST', path, { event: 'COMMENT', body: '/ops redémarre le site' });
  const id = Number(asRecord(said).id);
  const edit = async (body: string) => (await test.alice.request('PUT', `${path}/${id}`, { body })).status;
  return { issue: pull, source: { kind: 'review', id }, edit };
};
async function proposed(issue: number, source: RequestSource): Promise<number> {
  const id = requestId({ repository: test.stack.repository, issue, source });
  const handle = test.temporal.workflow.getHandle(id);
  const result = await test.conversation.until(id, () => handle.result().then(String, () => undefined));
  const [, pull] = /\/pull\/(\d+)$/.exec(result) ?? [];
  expect(pull, result).toBeDefined();
  return Number(pull);
}
const saidOn = async (pull: number) => (await test.conversation.comments(pull)).map(({ body }) => body).join('\n\n');

describe('words that led to a pull request, edited later', () => {
  it.each([
    ['a comment', asComment],
    ["an issue's own", asIssue],
    ["a review's own", asReview],
  ])('%s: it shows there', async (_case, ask) => {
    const { issue, source, edit } = await ask();
    const pull = await proposed(issue, source);
    await workflows.judged(pull);
    expect(await saidOn(pull)).not.toContain('modifiée');
    expect(await edit(other)).toBe(200);
    await workflows.judged(pull);
    expect(await saidOn(pull)).toContain('modifiée');
  });
});
