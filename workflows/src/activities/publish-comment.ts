import { hasMarker, type MarkerKind, withMarker } from '@chatops-commander/engine/report/marker';
import { MAX_COMMENT } from '@chatops-commander/engine/report/fit-sections';
import { details } from '@chatops-commander/engine/report/markdown';
import type { Comment } from '../github/comments.js';
import type { Importance } from '../github/content-limits.js';

export interface CommentBoard {
  commentsOf(issue: number): Promise<readonly Comment[]>;
  addComment(issue: number, body: string): Promise<Comment>;
  editComment(id: number, body: string, importance?: Importance): Promise<void>;
}
export interface PublishedComment {
  readonly issue: number;
  readonly kind: MarkerKind;
  /** What the comment is about; the same again edits it. */
  readonly id: string;
  readonly markdown: string;
  /** `progress` gives way to what matters, where it only edits. */
  readonly importance?: Importance;
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
  const existing = await find(board, botLogin, comment);
  if (existing === undefined) return await board.addComment(comment.issue, body);
  if (existing.body !== body) await board.editComment(existing.id, body, comment.importance);
  return existing;
}

/** Folds a comment of ours that a later one has overtaken; nothing where there is none, or where it is folded. */
export async function collapseComment(
  board: CommentBoard,
  botLogin: string,
  comment: Pick<PublishedComment, 'issue' | 'kind' | 'id'> & { readonly summary: string },
): Promise<void> {
  const existing = await find(board, botLogin, comment);
  if (existing === undefined) return;
  const [marker = '', ...lines] = existing.body.split('\n');
  const markdown = lines.join('\n').trim();
  if (markdown.startsWith('<details>')) return;
  const body = `${marker}\n${details(comment.summary, markdown)}`;
  // what would not fit once it is folded stays as it is
  if (body.length <= MAX_COMMENT) await board.editComment(existing.id, body, 'progress');
}

async function find(
  board: CommentBoard,
  botLogin: string,
  { issue, kind, id }: Pick<PublishedComment, 'issue' | 'kind' | 'id'>,
): Promise<Comment | undefined> {
  return (await board.commentsOf(issue)).find((one) =>
    hasMarker({ body: one.body, byThisApp: one.isBot && one.login === botLogin }, kind, id),
  );
}
