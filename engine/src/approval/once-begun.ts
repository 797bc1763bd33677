import type { Policy } from '@chatops-commander/schemas';

/** Longer than any run is of interest. */
const EVER = '36500d';

/**
 * The policy for going on with a run that began, or back: a freeze, or the age of what was decided, keeps changes from
 * being started, and this one was started in time.
 */
export const onceBegun = (policy: Policy): Policy => ({
  ...policy,
  freezes: [],
  limits: { ...policy.limits, maxAge: EVER },
});
