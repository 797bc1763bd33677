import type { AppOctokit } from './app-octokit.js';
import type { RepositoryParts } from './repository.js';

const ofIssue = `query EditOfIssue($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    issueOrPullRequest(number: $number) {
      ... on Issue { lastEditedAt }
      ... on PullRequest { lastEditedAt }
    }
  }
}`;
const ofReview = `query EditOfReview($id: ID!) {
  node(id: $id) { ... on PullRequestReview { lastEditedAt } }
}`;

/** GitHub did not say whether somebody's words were edited, so that they count for nothing. */
export class EditUnknown extends Error {
  override readonly name = 'EditUnknown';
  constructor(readonly what: string) {
    super(`GitHub does not tell whether ${what} was edited; it is asked again`);
  }
}

/**
 * Whether words were edited since they were written. The REST API tells it of comments only: an issue's `updated_at`
 * moves with all that happens there, and a review has none.
 */
export function createEdits(octokit: AppOctokit, repository: RepositoryParts) {
  return {
    /** Of an issue's, or a pull request's, own words. @throws {EditUnknown} */
    async wasIssueEdited(number: number): Promise<boolean> {
      const answer: unknown = await octokit.graphql(ofIssue, { ...repository, number });
      return wasEdited(at(answer, 'repository', 'issueOrPullRequest'), `issue ${number}`);
    },
    /** @param nodeId of the review, as the REST API names it. @throws {EditUnknown} */
    async wasReviewEdited(nodeId: string): Promise<boolean> {
      const answer: unknown = await octokit.graphql(ofReview, { id: nodeId });
      return wasEdited(at(answer, 'node'), `review ${nodeId}`);
    },
  };
}
export type Edits = ReturnType<typeof createEdits>;

function wasEdited(subject: unknown, what: string): boolean {
  const editedAt = at(subject, 'lastEditedAt');
  if (editedAt !== null && typeof editedAt !== 'string') throw new EditUnknown(what);
  return editedAt !== null;
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? new Map(Object.entries(inner)).get(key) : undefined),
    value,
  );
}
