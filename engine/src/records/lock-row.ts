/** Server → fencing token: higher than any that was given for this server before. */
export type FencingTokens = Readonly<Record<string, number>>;

export interface LockWish {
  /** Whose servers these are: a name means a server within one ops repo. */
  readonly repository: string;
  readonly servers: readonly string[];
  /** Absent for a lock that a person takes by hand. */
  readonly runId?: string;
  /** Who holds it: a workflow id, or `person:LOGIN`. The same holder may acquire again and gets the same tokens. */
  readonly holder: string;
  /** Shown to whoever waits, with the link. */
  readonly reason: string;
  readonly link: string;
  /** After so long the lock is as good as free. For locks that nobody's workflow gives back. */
  readonly expiresInMs?: number;
  /** False: takes them only when they are free now, ahead of whoever waits, and does not queue. */
  readonly queue?: boolean;
}

/** Somebody who waits for servers that others have, or are to have first. */
export interface LockWaiter {
  readonly repository: string;
  readonly servers: readonly string[];
  readonly holder: string;
  readonly runId: string | null;
  readonly reason: string;
  readonly link: string;
  /** ISO 8601. */
  readonly since: string;
}

export interface LockHolder extends Omit<LockWaiter, 'servers'> {
  readonly server: string;
  /** ISO 8601; null for a run's. */
  readonly expiresAt: string | null;
}

export type LockAnswer =
  | { readonly kind: 'acquired'; readonly tokens: FencingTokens }
  /** Nothing was taken. These hold some of the servers, and those `ahead` came before and want some of them, too. */
  | { readonly kind: 'held'; readonly by: readonly LockHolder[]; readonly ahead: readonly LockWaiter[] };
