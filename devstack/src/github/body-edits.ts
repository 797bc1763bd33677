import { isoSeconds } from './git/parse-objects.js';

/** When words were changed, which GitHub tells by GraphQL, and the emulator not at all. Known by their GraphQL ids. */
export interface BodyEdits {
  /** @param body where the emulator does not keep it itself. */
  note(nodeId: string, body?: string): void;
  /** ISO 8601; null when they stand as they were written. */
  lastEditedAt(nodeId: string): string | null;
  /** Undefined unless it was noted. */
  bodyOf(nodeId: string): string | undefined;
}

export function createBodyEdits(now: () => number = Date.now): BodyEdits {
  const edits = new Map<string, { readonly at: string; readonly body: string | undefined }>();
  return {
    note: (nodeId, body) => void edits.set(nodeId, { at: isoSeconds(new Date(now())), body }),
    lastEditedAt: (nodeId) => edits.get(nodeId)?.at ?? null,
    bodyOf: (nodeId) => edits.get(nodeId)?.body,
  };
}
