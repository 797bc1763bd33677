import type { Conversation } from './conversation.js';
import { pullLinkedFrom } from './pull-link.js';
import type { Screen } from './stage.js';

export interface News {
  /** From now on, what the app writes on this issue is shown. */
  follow(issue: number): void;
  /** The pull request that the app opened last on what is followed. */
  latestPull(): number | undefined;
  /** Shows what is new or was edited; true when there was any. */
  show(): Promise<boolean>;
}

/**
 * What the app says on the issues that are followed, and on the pull requests that it links there: bodies once,
 * comments again when they were edited.
 */
export function createNews(conversation: Conversation, screen: Screen, bot: string): News {
  const issues = new Set<number>();
  const pulls = new Set<number>();
  const shown = new Map<number, string>();

  async function showComments(number: number, kind: 'issue' | 'pull request'): Promise<boolean> {
    const comments = await conversation.comments(number);
    const fresh = comments.filter(({ id, login, body }) => login === bot && shown.get(id) !== body);
    for (const { id, body } of fresh) {
      shown.set(id, body);
      screen.said(bot, body, `${kind} #${number}`);
    }
    const linked = kind === 'issue' ? pullLinkedFrom(comments, bot) : undefined;
    if (linked !== undefined && !pulls.has(linked)) {
      pulls.add(linked);
      const pull = await conversation.pull(linked);
      screen.said(bot, `**${String(pull.title)}**\n\n${String(pull.body)}`, `pull request #${linked}`);
    }
    return fresh.length > 0;
  }

  return {
    follow: (issue) => void issues.add(issue),
    latestPull: () => [...pulls].at(-1),
    async show() {
      let any = false;
      for (const issue of issues) any = (await showComments(issue, 'issue')) || any;
      for (const pull of pulls) any = (await showComments(pull, 'pull request')) || any;
      return any;
    },
  };
}
