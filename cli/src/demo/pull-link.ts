import type { Said } from './conversation.js';

/** Number of the pull request that the app linked last in these comments. */
export function pullLinkedFrom(comments: readonly Said[], bot: string): number | undefined {
  const links = comments
    .filter((comment) => comment.login === bot)
    .flatMap((comment) => [...comment.body.matchAll(/\/pull\/(\d+)/g)].map((match) => Number(match[1])));
  return links.at(-1);
}
