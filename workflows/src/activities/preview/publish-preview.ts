import type { CheckRun } from '../../github/checks.js';
import type { RepositoryClient } from '../../github/repository-client.js';
import { publishComment } from '../publish-comment.js';

/** One living comment on the pull request, and the check of the head. */
export async function publishPreview(
  client: Pick<RepositoryClient, 'comments' | 'checks' | 'botLogin'>,
  preview: {
    readonly pull: number;
    readonly head: string;
    readonly conclusion: NonNullable<CheckRun['conclusion']>;
    readonly title: string;
    readonly markdown: string;
  },
): Promise<void> {
  const { pull, head, conclusion, title, markdown } = preview;
  await Promise.all([
    client.checks.publish({ name: 'chatops / preview', head, conclusion, title, summary: markdown }),
    publishComment(client.comments, client.botLogin, { issue: pull, kind: 'preview', id: String(pull), markdown }),
  ]);
}
