import type { AppOctokit } from './app-octokit.js';

/** A comment, to GitHub, is an issue's, a pull request's or a review's own words as well. */
const ofComment = `query EditOfComment($id: ID!) {
  node(id: $id) { ... on Comment { lastEditedAt } }
}`;

/** GitHub did not say whether somebody's words were edited, so that they count for nothing. */
export class EditUnknown extends Error {
  override readonly name = 'EditUnknown';
  constructor(readonly nodeId: string) {
    super(`GitHub does not tell whether ${nodeId} was edited; it is asked again`);
  }
}

/**
 * Whether words were edited since they were written. The REST API does not tell: a comment's times are whole seconds,
 * so that an edit in its first second is not seen; an issue's `updated_at` moves with all that happens there; and a
 * review has none.
 */
export function createEdits(octokit: AppOctokit) {
  return {
    /** @param nodeId as the REST API names the comment, issue or review. @throws {EditUnknown} */
    async wasEdited(nodeId: string): Promise<boolean> {
      const editedAt = at(await octokit.graphql(ofComment, { id: nodeId }), 'node', 'lastEditedAt');
      if (editedAt !== null && typeof editedAt !== 'string') throw new EditUnknown(nodeId);
      return editedAt !== null;
    },
  };
}
export type Edits = ReturnType<typeof createEdits>;

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? new Map(Object.entries(inner)).get(key) : undefined),
    value,
  );
}
