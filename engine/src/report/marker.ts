/** What a comment of ours is about; with an id it says which one to edit instead of writing another. */
export type MarkerKind = 'request' | 'pull-request' | 'approval' | 'run' | 'notice' | 'reminder' | 'preview';

/** A comment as it was read back. */
export interface WrittenComment {
  readonly body: string;
  /** From the API's own fields (`performed_via_github_app`, the author's id), never from the text. */
  readonly byThisApp: boolean;
}

/** The hidden first line of a comment of ours. */
export function marker(kind: MarkerKind, id: string): string {
  // A comment in HTML ends at `-->`; encoded, an id can hold neither that nor a line break.
  return `<!-- chatops:${kind}:${encodeURIComponent(id).replaceAll('-', '%2D')} -->`;
}

/** A comment's body with its marker. */
export function withMarker(kind: MarkerKind, id: string, markdown: string): string {
  return `${marker(kind, id)}\n${markdown}`;
}

/**
 * Whether this is our comment about that. Believed only when the app itself wrote it, and only on the first line:
 * further down stands what others wrote.
 */
export function hasMarker(comment: WrittenComment, kind: MarkerKind, id: string): boolean {
  return comment.byThisApp && comment.body.split(/\r?\n/, 1)[0]?.trim() === marker(kind, id);
}
