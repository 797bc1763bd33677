/** Time that a waiter has for asking again before the others pass it by; it asks every minute at least. */
const PATIENCE = "interval '3 minutes'";
/** Every column of LockHolder. */
export const LOCK_COLUMNS =
  'repository, server, holder, run_id as "runId", reason, link, since, expires_at as "expiresAt"';
/** Every column of LockWaiter. */
export const WAITER_COLUMNS = 'repository, servers, holder, run_id as "runId", reason, link, since';
export const STILL_WAITING = `seen_at > now() - ${PATIENCE}`;
