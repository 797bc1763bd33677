import { codeBlock, inline } from '@chatops-commander/engine/report/markdown';
import { missingPermission } from '../github/missing-permission.js';
import type { RepositoryClient } from '../github/repository-client.js';
import { publishComment } from './publish-comment.js';

type Client = Pick<RepositoryClient, 'comments' | 'botLogin'>;

/**
 * Says on an issue or pull request, in one comment per permission, what the app may not do there.
 *
 * @returns false when the error is no missing permission.
 */
export async function tellMissingPermission(error: unknown, issue: number, client: Client): Promise<boolean> {
  const permission = missingPermission(error);
  if (permission === undefined) return false;
  try {
    await publishComment(client.comments, client.botLogin, {
      issue,
      kind: 'notice',
      id: `permission:${permission}`,
      markdown: notice(permission),
      importance: 'first',
    });
  } catch (problem) {
    // without the permission to comment there is nowhere to say it; `chatops doctor` tells
    if (missingPermission(problem) === undefined) throw problem;
  }
  return true;
}

const notice = (permission: string): string => {
  const named = permission === '' ? '' : ` \`${permission}\``;
  return [
    inline(
      `⚠️ GitHub does not let me do what I have to do here: this installation lacks a permission${named}. An administrator accepts it in the settings of the app's installation; then I go on.`,
    ),
    inline(
      `⚠️ GitHub ne me laisse pas faire ce que j'ai à faire ici : il manque une permission${named} à cette installation. Un administrateur l'accepte dans les réglages de l'installation de l'app ; je continue ensuite.`,
    ),
    codeBlock('chatops doctor'),
  ].join('\n\n');
};
