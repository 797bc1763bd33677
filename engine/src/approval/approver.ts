import type { Role } from './change-facts.js';

/** One person whose approval counts, and how it was given. */
export interface Approver {
  readonly login: string;
  /** Undefined for an owner of servers who has no role: they answer for their servers, and count nowhere else. */
  readonly role: Role | undefined;
  readonly by: 'review' | 'merge';
  /** Servers for which they answer as an owner; absent when they own none of those altered. */
  readonly asOwnerOf?: readonly string[];
  /** GitHub's id of the review; absent for a merge. */
  readonly review?: number;
}
