import { type Policy, parseDuration } from '@chatops-commander/schemas';
import type { ChangeFacts } from './change-facts.js';

type Age = Pick<ChangeFacts, 'now' | 'openedAt' | 'head' | 'notices' | 'ours' | 'draft'>;

const DEFAULT_REMINDER = '4h';
const DEFAULT_CLOSING = '24h';

/** The duration, as the policy writes it, after which what the app proposed is closed when nobody merged it. */
export const closesAfter = (policy: Policy): string => policy.limits?.closeAfter ?? DEFAULT_CLOSING;

/** The duration, as the policy writes it, after which who could approve is told once more. */
export const remindsAfter = (policy: Policy): string => policy.limits?.remindAfter ?? DEFAULT_REMINDER;

/** Whether who could approve is told once more; once for each head. A time that cannot be read reminds nobody. */
export function isReminderDue(facts: Age, policy: Policy): boolean {
  const told = facts.notices.some(({ kind, head }) => kind === 'reminder' && head === facts.head);
  return !told && !facts.draft && age(facts) > parseDuration(remindsAfter(policy));
}

/**
 * Whether a pull request of ours has waited for longer than the policy lets it. It is closed once: somebody who opens
 * it again means it.
 */
export function isTooOld(facts: Age, policy: Policy): boolean {
  const closed = facts.notices.some(({ kind }) => kind === 'closed-for-age');
  return facts.ours && !closed && age(facts) > parseDuration(closesAfter(policy));
}

/** Milliseconds since it was opened. */
const age = ({ now, openedAt }: Age): number => Date.parse(now) - Date.parse(openedAt);
