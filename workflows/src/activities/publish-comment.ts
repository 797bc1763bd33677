import { hasMarker, type MarkerKind, withMarker } from '@chatops-commander/engine/report/marker';
import { MAX_COMMENT } from '@chatops-commander/engine/report/fit-sections';
import { details } from '@chatops-commander/engine/report/markdown';
import type { Comment } from '../github/comments.js';
import type { Importance } from '../github/content-limits.js';
import { WritesSpent } from '../github/writes-spent.js';

export interface CommentBoard {
  commentsOf(issue: number): Promise<readonly Comment[]>;
  addComment(issue: number, body: string, importance?: Importance): Promise<Comment>;
  editComment(id: number, body: string, importance?: Importance): Promise<void>;
}
export interface PublishedComment {
  readonly issue: number;
  readonly kind: MarkerKind;
  /** What the comment is about; the same again edits it. */
  readonly id: string;
  readonly markdown: string;
  /** `progress` gives way to what matters, where it only edits; `first` goes before it. */
  readonly importance?: Importance;
  /**
   * Somebody has to notice it, and GitHub tells nobody of an edit: it is written anew below, and what stood before is
   * folded under these words. Where that is so young that people were told of it just now, it is edited all the same.
   */
  readonly noticed?: { readonly before: string };
}

/** Milliseconds in which somebody who was told of a comment comes to read it. */
const youngMs = 60_000;

/**
 * One living comment per subject: found by its marker and edited, or written when there is none. Looking first makes
 * a retry harmless, after a POST that timed out here and succeeded there.
 */
export async function publishComment(
  board: CommentBoard,
  botLogin: string,
  comment: PublishedComment,
): Promise<Pick<Comment, 'id' | 'url'>> {
  const { current, foldOvertaken } = await writeComment(board, botLogin, comment);
  await foldOvertaken();
  return current;
}

/** As publishComment; what it leaves to be folded can wait until everything that people need is written. */
export async function writeComment(
  board: CommentBoard,
  botLogin: string,
  comment: PublishedComment,
): Promise<{ readonly current: Pick<Comment, 'id' | 'url'>; foldOvertaken(): Promise<void> }> {
  const body = withMarker(comment.kind, comment.id, comment.markdown);
  const written = await findAll(board, botLogin, comment);
  const latest = written.at(-1);
  const { noticed, importance } = comment;
  // what is said for the first time is no news about what was said before
  const ofNew = importance === 'progress' ? 'matters' : importance;
  if (latest === undefined)
    return { current: await board.addComment(comment.issue, body, ofNew), foldOvertaken: async () => undefined };
  const old = noticed !== undefined && !(Date.now() - Date.parse(latest.createdAt) < youngMs);
  if (latest.body !== body && !old) await board.editComment(latest.id, body, importance);
  const current = latest.body !== body && old ? await board.addComment(comment.issue, body, ofNew) : latest;
  const overtaken = noticed === undefined ? [] : written.filter(({ id }) => id !== current.id);
  return {
    current,
    async foldOvertaken() {
      for (const one of overtaken) await fold(board, one, noticed?.before ?? '');
    },
  };
}

/** Folds a comment of ours that a later one has overtaken; nothing where there is none, or where it is folded. */
export async function collapseComment(
  board: CommentBoard,
  botLogin: string,
  comment: Pick<PublishedComment, 'issue' | 'kind' | 'id'> & { readonly summary: string },
): Promise<void> {
  for (const one of await findAll(board, botLogin, comment)) await fold(board, one, comment.summary);
}

/** Where GitHub's limits leave no room it stays unfolded: only tidiness waits, and the next publication folds it. */
async function fold(board: CommentBoard, { id, body: written }: Comment, summary: string): Promise<void> {
  const [marker = '', ...lines] = written.split('\n');
  const markdown = lines.join('\n').trim();
  if (markdown.startsWith('<details>')) return;
  const body = `${marker}\n${details(summary, markdown)}`;
  // what would not fit once it is folded stays as it is
  if (body.length > MAX_COMMENT) return;
  try {
    await board.editComment(id, body, 'progress');
  } catch (error) {
    if (!(error instanceof WritesSpent)) throw error;
  }
}

/** Oldest first. */
async function findAll(
  board: CommentBoard,
  botLogin: string,
  { issue, kind, id }: Pick<PublishedComment, 'issue' | 'kind' | 'id'>,
): Promise<readonly Comment[]> {
  return (await board.commentsOf(issue)).filter((one) =>
    hasMarker({ body: one.body, byThisApp: one.isBot && one.login === botLogin }, kind, id),
  );
}
