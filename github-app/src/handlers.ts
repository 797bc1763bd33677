import { parseCommand } from '@chatops-commander/engine/request/parse-command';
import type { Probot } from 'probot';
import type { Starts } from './starts.js';

/**
 * Which delivery nudges what. Payloads are hints: workflows read GitHub themselves, so that a forged author or number
 * in a well-signed body changes nothing.
 */
export function registerHandlers(app: Probot, starts: Starts): void {
  app.on('issue_comment.created', async ({ payload }) => {
    if (payload.sender.type === 'Bot' || !isForUs(payload.comment.body)) return;
    await starts.startRequest({
      repository: payload.repository.full_name,
      issue: payload.issue.number,
      source: { kind: 'comment', id: payload.comment.id },
    });
  });
  app.on('issues.opened', async ({ payload }) => {
    if (payload.sender.type === 'Bot' || !isForUs(payload.issue.body ?? '')) return;
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
    if (payload.action !== 'submitted' || payload.sender.type === 'Bot' || !isForUs(payload.review.body ?? '')) return;
    await starts.startRequest({ repository, issue: pull, source: { kind: 'review', id: payload.review.id } });
  });
  app.on('pull_request', async ({ payload }) => {
    await starts.nudgeChange({ repository: payload.repository.full_name, pull: payload.pull_request.number });
  });
  app.on('push', async ({ payload }) => {
    // a direct push to policy or inventory has no effect; the sweep reports it
    if (payload.ref === `refs/heads/${payload.repository.default_branch}`) await starts.sweepNow();
  });
  app.on(['installation', 'installation_repositories'], async () => {
    await starts.sweepNow();
  });
}

/** `/ops …`, or a bare number, which may answer proposals. The workflow reads the words again from GitHub. */
const isForUs = (body: string): boolean => parseCommand(body, { allowBareNumber: true }) !== undefined;
