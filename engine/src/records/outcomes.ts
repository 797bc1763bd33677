import type { Intent, StepOutcome } from '../execution/step-run.js';
import { onlyRow } from './only-row.js';
import type { Queryable } from './queryable.js';
import { storableJson } from './storable-text.js';

/** One execution of a step on a server. */
export interface OutcomeKey {
  /** A run's id, or that of the request whose steps only read. */
  readonly runId: string;
  readonly stepId: string;
  readonly server: string;
  /** Counted by the workflow. */
  readonly attempt: number;
}

export type IntentAnswer =
  | { readonly kind: 'recorded' }
  /** An earlier activity attempt recorded it, and may have started the command: attach, never start. */
  | { readonly kind: 'exists'; readonly outcome: OutcomeRow }
  /** The holder does not have the server: nothing was recorded, and nothing may start. `by`: who has it, if anybody. */
  | { readonly kind: 'not-held'; readonly by: string | undefined };

export interface OutcomeRow extends OutcomeKey {
  /** Null for a step that only reads: nothing of it is ever undone. */
  readonly intent: Intent | null;
  /** ISO 8601; when the intent was recorded. */
  readonly startedAt: string;
  /** Null while it is not known: started, perhaps running, perhaps lost. */
  readonly result: StepOutcome | null;
  readonly finishedAt: string | null;
}

export interface OutcomeView {
  readonly runId: string;
  readonly server: string;
  /** Steps that run on this server too. */
  readonly own: readonly string[];
  /** Steps that run in one place only, wherever that is. */
  readonly only: readonly string[];
}

export interface Outcomes {
  /**
   * To be awaited before the command starts. The first intent stays: a second one would describe a changed server. It is
   * recorded only while `holder` has the lock of the server, in one statement: a lock that is freed meanwhile waits.
   */
  intent(key: OutcomeKey, intent: Intent, holder: string): Promise<IntentAnswer>;
  /** Notes that the server has heard of a started step. */
  contacted(key: OutcomeKey): Promise<void>;
  /** Records how it ended and returns what is on record: the first result stays. Steps that only read have no intent. */
  finish(key: OutcomeKey, result: StepOutcome): Promise<OutcomeRow>;
  find(key: OutcomeKey): Promise<OutcomeRow | undefined>;
  /** What earlier steps came to, as one server sees it: its own, or that of the only place where a step runs. */
  seenFrom(view: OutcomeView): Promise<readonly OutcomeRow[]>;
  /** In the order in which they started. */
  ofRun(runId: string): Promise<readonly OutcomeRow[]>;
}

const COLUMNS = `run_id as "runId", step_id as "stepId", server, attempt, intent,
  started_at as "startedAt", result, finished_at as "finishedAt"`;
const IS_KEY = 'run_id = $1 and step_id = $2 and server = $3 and attempt = $4';

export function createOutcomes(db: Queryable): Outcomes {
  const select = (key: OutcomeKey) =>
    db.query<OutcomeRow>(`select ${COLUMNS} from outcomes where ${IS_KEY}`, keyValues(key));
  const get = async (key: OutcomeKey): Promise<OutcomeRow> => onlyRow('outcome just recorded', await select(key));

  return {
    async intent(key, intent, holder) {
      const { rowCount } = await db.query(
        `with held as (select 1 from locks where server = $3 and holder = $6 for share)
           insert into outcomes (run_id, step_id, server, attempt, intent) select $1, $2, $3, $4, $5::jsonb from held
           on conflict do nothing`,
        [...keyValues(key), storableJson(intent), holder],
      );
      if (rowCount === 1) return { kind: 'recorded' };
      const [outcome] = (await select(key)).rows;
      if (outcome !== undefined) return { kind: 'exists', outcome };
      const { rows } = await db.query<{ holder: string | null }>('select holder from locks where server = $1', [
        key.server,
      ]);
      return { kind: 'not-held', by: rows[0]?.holder ?? undefined };
    },
    async contacted(key) {
      await db.query(
        `update outcomes set intent = intent || '{"contacted": true}' where ${IS_KEY} and intent is not null`,
        keyValues(key),
      );
    },
    async finish(key, result) {
      const { rows } = await db.query<OutcomeRow>(
        `insert into outcomes (run_id, step_id, server, attempt, result, finished_at)
           values ($1, $2, $3, $4, $5::jsonb, now())
           on conflict (run_id, step_id, server, attempt)
           do update set result = excluded.result, finished_at = excluded.finished_at
             where outcomes.finished_at is null
           returning ${COLUMNS}`,
        [...keyValues(key), storableJson(result)],
      );
      return rows[0] ?? (await get(key));
    },
    find: async (key) => (await select(key)).rows[0],
    async seenFrom({ runId, server, own, only }) {
      const { rows } = await db.query<OutcomeRow>(
        `select distinct on (step_id) ${COLUMNS} from outcomes
           where run_id = $1 and finished_at is not null
             and ((step_id = any($3) and server = $2) or step_id = any($4))
           order by step_id, seq desc`,
        [runId, server, own, only],
      );
      return rows;
    },
    async ofRun(runId) {
      const { rows } = await db.query<OutcomeRow>(`select ${COLUMNS} from outcomes where run_id = $1 order by seq`, [
        runId,
      ]);
      return rows;
    },
  };
}

const keyValues = ({ runId, stepId, server, attempt }: OutcomeKey) => [runId, stepId, server, attempt];
