import { type JsonObject, numberAt, textAt } from './json-object.js';

export interface IndexedComment {
  readonly id: number;
  readonly updatedAt: string;
  readonly createdAt: string;
  readonly body: string;
  /** What it said before the last edit. */
  readonly previousBody: string | undefined;
}

export interface CommentIndex {
  note(comment: JsonObject): void;
  forget(id: number): void;
  get(id: number): IndexedComment | undefined;
  all(): readonly IndexedComment[];
}

/** Remembers when comments changed and what they said, which the emulator can only tell one by one or not at all. */
export function createCommentIndex(): CommentIndex {
  const comments = new Map<number, IndexedComment>();
  return {
    note(comment) {
      const id = numberAt(comment, 'id');
      if (id === undefined) return;
      const known = comments.get(id);
      const body = textAt(comment, 'body') ?? '';
      comments.set(id, {
        id,
        updatedAt: textAt(comment, 'updated_at') ?? '',
        createdAt: textAt(comment, 'created_at') ?? '',
        body,
        previousBody: known === undefined || known.body === body ? known?.previousBody : known.body,
      });
    },
    forget: (id) => void comments.delete(id),
    get: (id) => comments.get(id),
    all: () => [...comments.values()],
  };
}
