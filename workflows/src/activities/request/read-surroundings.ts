import type { Proposal, RecentEvent } from '@chatops-commander/engine/planner/planner';
import type { RequestInput } from '../../contract.js';
import type { Comment, Issue } from '../../github/comments.js';
import type { RepositoryClient } from '../../github/repository-client.js';
import type { Library } from '../catalog-reader.js';
import type { RequestStore } from './request-store.js';

/** What words are understood by, besides themselves: the conversation that they stand in, the library, what ran. */
export interface Surroundings {
  readonly issue: Issue;
  readonly comments: readonly Comment[];
  readonly library: Library;
  readonly openProposals: readonly Proposal[];
  readonly recent: readonly RecentEvent[];
}
export interface SurroundingsDeps {
  readonly store: Pick<RequestStore, 'openProposals'>;
  catalog(repository: string, client: RepositoryClient): Promise<Library>;
  /** What ran lately, newest first. */
  recent(repository: string): Promise<readonly RecentEvent[]>;
}

export async function readSurroundings(
  { repository, issue: number }: RequestInput,
  client: RepositoryClient,
  deps: SurroundingsDeps,
): Promise<Surroundings> {
  const [issue, comments, library, openProposals, recent] = await Promise.all([
    client.comments.issue(number),
    client.comments.commentsOf(number),
    deps.catalog(repository, client),
    deps.store.openProposals(repository, number),
    deps.recent(repository),
  ]);
  return { issue, comments, library, openProposals, recent };
}
