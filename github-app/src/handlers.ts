import { isAddressed } from '@chatops-commander/engine/request/parse-command';
import type { Probot } from 'probot';
import type { Starts } from './starts.js';

/**
 * Which delivery nudges what. Payloads are hints: workflows read GitHub themselves, so that a forged author or number
 * in a well-signed body changes nothing.
 */
export function registerHandlers(app: Probot, starts: Starts): void {
  app.on('issue_comment.created', async ({ payload }) => {
    if (payload.sender.type === 'Bot' || !isAddressed(payload.comment.body)) return;
    await starts.startRequest({
      repository: payload.repository.full_name,
      issue: payload.issue.number,
      source: { kind: 'comment', id: payload.comment.id },
    });
  });
  app.on('issues.opened', async ({ payload }) => {
    if (payload.sender.type === 'Bot' || !isAddressed(payload.issue.body ?? '')) return;
    await starts.startRequest({
      repository: payload.repository.full_name,
      issue: payload.issue.number,
      source: { kind: 'issue' },
    });
  });
  app.on('pull_request_review', async ({ payload }) => {
    const repository = payload.repository.full_name;
    const pull = payload.pull_request.number;
    await starts.nudgeChange({ repository, pull });
    if (payload.action !== 'submitted' || payload.sender.type === 'Bot' || !isAddressed(payload.review.body ?? ''))
      return;
    await starts.startRequest({ repository, issue: pull, source: { kind: 'review', id: payload.review.id } });
  });
  app.on('pull_request', async ({ payload }) => {
    await starts.nudgeChange({ repository: payload.repository.full_name, pull: payload.pull_request.number });
  });
  app.on('push', async ({ payload }) => {
    // a direct push to policy or inventory has no effect; the sweep reports it
    const isDefault = payload.ref === `refs/heads/${payload.repository.default_branch}`;
    if (isDefault && mayTouchConfig(payload.commits)) await starts.sweepNow();
  });
  app.on(['installation', 'installation_repositories'], async () => {
    await starts.sweepNow();
  });
}

interface PushedCommit {
  readonly added?: readonly string[];
  readonly modified?: readonly string[];
  readonly removed?: readonly string[];
}
/**
 * Most pushes are merges of runbooks, and none of them needs a sweep. A push without a list of commits, or with one
 * that tells no files, may have touched anything.
 */
function mayTouchConfig(commits: readonly PushedCommit[] | undefined): boolean {
  if (commits === undefined || commits.length === 0) return true;
  return commits.some(({ added, modified, removed }) => {
    const files = [...(added ?? []), ...(modified ?? []), ...(removed ?? [])];
    return files.length === 0 || files.some((file) => file.startsWith('.chatops/'));
  });
}
