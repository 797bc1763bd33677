import type { Queryable } from './queryable.js';

/** Somebody said, by comment, to run a change that is stale or ran before. Whether they may is judged when it is used. */
export interface Confirmation {
  readonly repository: string;
  readonly pull: number;
  /** What was confirmed; another content needs another yes. */
  readonly blob: string;
  readonly login: string;
  /** Id of the comment. */
  readonly comment: number;
}

export interface Confirmations {
  confirm(confirmation: Confirmation): Promise<void>;
  ofPull(repository: string, pull: number): Promise<readonly Confirmation[]>;
}

export function createConfirmations(db: Queryable): Confirmations {
  return {
    async confirm({ repository, pull, blob, login, comment }) {
      await db.query(
        `insert into confirmations (repository, pull, blob, login, comment) values ($1, $2, $3, $4, $5)
           on conflict do nothing`,
        [repository, pull, blob, login, comment],
      );
    },
    async ofPull(repository, pull) {
      const { rows } = await db.query<Confirmation>(
        `select repository, pull, blob, login, comment from confirmations
           where lower(repository) = lower($1) and pull = $2 order by created_at, comment`,
        [repository, pull],
      );
      return rows;
    },
  };
}
