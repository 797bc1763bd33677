import { isoSeconds } from './git/parse-objects.js';

/** What GraphQL calls them. A pull request's own words are an issue's here. */
export type EditedKind = 'Issue' | 'PullRequestReview';

/** When the words of issues and reviews were changed, which GitHub tells by GraphQL, and the emulator not at all. */
export interface BodyEdits {
  /** @param body where the emulator does not keep it itself. */
  note(kind: EditedKind, id: number, body?: string): void;
  /** ISO 8601; null when they stand as they were written. */
  lastEditedAt(kind: EditedKind, id: number): string | null;
  /** Undefined unless it was noted. */
  bodyOf(kind: EditedKind, id: number): string | undefined;
}

export function createBodyEdits(now: () => number = Date.now): BodyEdits {
  const edits = new Map<string, { readonly at: string; readonly body: string | undefined }>();
  const key = (kind: EditedKind, id: number) => `${kind} ${id}`;
  return {
    note: (kind, id, body) => void edits.set(key(kind, id), { at: isoSeconds(new Date(now())), body }),
    lastEditedAt: (kind, id) => edits.get(key(kind, id))?.at ?? null,
    bodyOf: (kind, id) => edits.get(key(kind, id))?.body,
  };
}
