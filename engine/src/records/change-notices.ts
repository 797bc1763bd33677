import type { Queryable } from './queryable.js';

/** `reviewers`: they were asked by name. */
export type NoticeKind = 'reviewers' | 'reminder' | 'closed-for-age';

/** Something that people were told about a pull request at one head. */
export interface ChangeNotice {
  readonly repository: string;
  readonly pull: number;
  readonly kind: NoticeKind;
  readonly head: string;
}

export interface ChangeNotices {
  /** Returns whether it is new: of two that are about to tell the same, one goes on. */
  remember(notice: ChangeNotice): Promise<boolean>;
  ofPull(repository: string, pull: number): Promise<readonly Pick<ChangeNotice, 'kind' | 'head'>[]>;
}

export function createChangeNotices(db: Queryable): ChangeNotices {
  return {
    async remember({ repository, pull, kind, head }) {
      const { rowCount } = await db.query(
        'insert into change_notices (repository, pull, kind, head) values ($1, $2, $3, $4) on conflict do nothing',
        [repository, pull, kind, head],
      );
      return rowCount === 1;
    },
    async ofPull(repository, pull) {
      const { rows } = await db.query<Pick<ChangeNotice, 'kind' | 'head'>>(
        `select kind, head from change_notices where lower(repository) = lower($1) and pull = $2 order by created_at`,
        [repository, pull],
      );
      return rows;
    },
  };
}
