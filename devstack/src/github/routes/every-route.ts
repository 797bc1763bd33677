import type { Route } from '../router.js';
import { activityRoutes } from './activity.js';
import { appRoutes } from './app.js';
import { checkRoutes } from './checks.js';
import { commentRoutes } from './comments.js';
import { commitRoutes } from './commits.js';
import { contentsRoutes } from './contents.js';
import { gitDataRoutes } from './git-data.js';
import { graphqlRoutes } from './graphql.js';
import { issueRoutes } from './issues.js';
import { mergeRoutes } from './merge.js';
import { pullRoutes } from './pulls.js';
import { reactionRoutes } from './reactions.js';
import { refRoutes } from './refs.js';
import { repositoryRoutes } from './repository.js';
import { reviewRoutes } from './reviews.js';

/** All that routes below the repository need. */
export type RepositoryParts = Parameters<typeof gitDataRoutes>[0] &
  Parameters<typeof refRoutes>[0] &
  Parameters<typeof activityRoutes>[0] &
  Parameters<typeof contentsRoutes>[0] &
  Parameters<typeof checkRoutes>[0] &
  Parameters<typeof commitRoutes>[0] &
  Parameters<typeof mergeRoutes>[0] &
  Parameters<typeof reviewRoutes>[0] &
  Parameters<typeof pullRoutes>[0] &
  Parameters<typeof reactionRoutes>[0] &
  Parameters<typeof commentRoutes>[0] &
  Parameters<typeof issueRoutes>[0] &
  Parameters<typeof repositoryRoutes>[0];
export type OtherParts = Parameters<typeof appRoutes>[0] & Parameters<typeof graphqlRoutes>[0];

/** Below /repos/OWNER/REPO; the first that matches answers. */
export const belowRepository = (parts: RepositoryParts): Route[] => [
  ...gitDataRoutes(parts),
  ...refRoutes(parts),
  ...activityRoutes(parts),
  ...contentsRoutes(parts),
  ...checkRoutes(parts),
  ...commitRoutes(parts),
  ...mergeRoutes(parts),
  ...reviewRoutes(parts),
  ...pullRoutes(parts),
  ...reactionRoutes(parts),
  ...commentRoutes(parts),
  ...issueRoutes(parts),
  ...repositoryRoutes(parts),
];
export const elsewhere = (parts: OtherParts): Route[] => [...appRoutes(parts), ...graphqlRoutes(parts)];
