import type { Role } from './change-facts.js';

/** One person whose approval counts, and how it was given. */
export interface Approver {
  readonly login: string;
  readonly role: Role;
  readonly by: 'review' | 'merge';
}
