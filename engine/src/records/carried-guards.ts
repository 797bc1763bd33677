import type { GuardFacts } from '../preview/guard-changes.js';
import type { Queryable } from './queryable.js';
import { storableJson } from './storable-text.js';

/** What a run counts on that waits for another file of its pull request. */
export interface CarriedGuardsRow {
  readonly runId: string;
  readonly guards: readonly GuardFacts[];
  /** Those of them that held when the file before began. */
  readonly held: readonly GuardFacts[];
}

export interface CarriedGuards {
  /** What a run counts on instead of what the review saw; undefined when no file ran before it. */
  of(runId: string): Promise<readonly GuardFacts[] | undefined>;
  /** Notes, before `afterRun` starts anything, what a later file counts on. */
  note(afterRun: string, row: CarriedGuardsRow): Promise<void>;
  /** The files that wait for this run, and were not told yet how it left things. */
  waitingFor(afterRun: string): Promise<readonly CarriedGuardsRow[]>;
  /** What a waiting file counts on from now on. The first word stays: later ones would tell of later changes. */
  settle(afterRun: string, runId: string, guards: readonly GuardFacts[]): Promise<void>;
}

export function createCarriedGuards(db: Queryable): CarriedGuards {
  return {
    async of(runId) {
      const { rows } = await db.query<{ guards: readonly GuardFacts[] }>(
        'select guards from carried_guards where run_id = $1',
        [runId],
      );
      return rows[0]?.guards;
    },
    async note(afterRun, { runId, guards, held }) {
      await db.query(
        `insert into carried_guards (run_id, after_run, guards, held) values ($1, $2, $3::jsonb, $4::jsonb)
           on conflict (run_id) do update set after_run = excluded.after_run, guards = excluded.guards,
             held = excluded.held, noted_at = now()
           where carried_guards.after_run <> excluded.after_run or carried_guards.held is not null`,
        [runId, afterRun, storableJson(guards), storableJson(held)],
      );
    },
    async waitingFor(afterRun) {
      const { rows } = await db.query<CarriedGuardsRow>(
        `select run_id as "runId", guards, held from carried_guards
           where after_run = $1 and held is not null order by run_id`,
        [afterRun],
      );
      return rows;
    },
    async settle(afterRun, runId, guards) {
      await db.query(
        `update carried_guards set guards = $3::jsonb, held = null
           where run_id = $2 and after_run = $1 and held is not null`,
        [afterRun, runId, storableJson(guards)],
      );
    },
  };
}
