import type { Queryable } from './queryable.js';
import { storableText } from './storable-text.js';

/** Somebody said, by comment, that a change cannot wait for the end of a freeze. Whether they may is judged when it is used. */
export interface DeclaredEmergency {
  readonly repository: string;
  readonly pull: number;
  /** What cannot wait; another content needs another word. */
  readonly blob: string;
  readonly login: string;
  readonly reason: string;
  /** Id of the comment. */
  readonly comment: number;
}

export interface Emergencies {
  declare(emergency: DeclaredEmergency): Promise<void>;
  /** Oldest first. */
  ofPull(repository: string, pull: number): Promise<readonly DeclaredEmergency[]>;
}

export function createEmergencies(db: Queryable): Emergencies {
  return {
    async declare({ repository, pull, blob, login, reason, comment }) {
      await db.query(
        `insert into emergencies (repository, pull, blob, login, reason, comment) values ($1, $2, $3, $4, $5, $6)
           on conflict do nothing`,
        [repository, pull, blob, login, storableText(reason, 1_000), comment],
      );
    },
    async ofPull(repository, pull) {
      const { rows } = await db.query<DeclaredEmergency>(
        `select repository, pull, blob, login, reason, comment from emergencies
           where lower(repository) = lower($1) and pull = $2 order by created_at, comment`,
        [repository, pull],
      );
      return rows;
    },
  };
}
