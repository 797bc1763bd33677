import { hasMarker, type MarkerKind, withMarker } from '@chatops-commander/engine/report/marker';
import type { Comment } from '../github/comments.js';

export interface CommentBoard {
  commentsOf(issue: number): Promise<readonly Comment[]>;
  addComment(issue: number, body: string): Promise<Comment>;
  editComment(id: number, body: string): Promise<void>;
}
export interface PublishedComment {
  readonly issue: number;
  readonly kind: MarkerKind;
  /** What the comment is about; the same again edits it. */
  readonly id: string;
  readonly markdown: string;
}

/**
 * One living comment per subject: found by its marker and edited, or written when there is none. Looking first makes
 * a retry harmless, after a POST that timed out here and succeeded there.
 */
export async function publishComment(
  board: CommentBoard,
  botLogin: string,
  comment: PublishedComment,
): Promise<Pick<Comment, 'id' | 'url'>> {
  const body = withMarker(comment.kind, comment.id, comment.markdown);
  const existing = (await board.commentsOf(comment.issue)).find((one) =>
    hasMarker({ body: one.body, byThisApp: one.isBot && one.login === botLogin }, comment.kind, comment.id),
  );
  if (existing === undefined) return await board.addComment(comment.issue, body);
  if (existing.body !== body) await board.editComment(existing.id, body);
  return existing;
}
