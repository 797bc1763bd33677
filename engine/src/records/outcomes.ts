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
  | { readonly kind: 'exists'; readonly outcome: OutcomeRow };

export interface OutcomeRow extends OutcomeKey {
  /** Null for a step that only reads: nothing of it is ever undone. */
  readonly intent: Intent | null;
  /** ISO 8601; when the intent was recorded. */
  readonly startedAt: string;
  /** Null while it is not known: started, perhaps running, perhaps lost. */
  readonly result: StepOutcome | null;
  readonly finishedAt: string | null;
}

export interface Outcomes {
  /** To be awaited before the command starts. The first intent stays: a second one would describe a changed server. */
  intent(key: OutcomeKey, intent: Intent): Promise<IntentAnswer>;
  /** Records how it ended and returns what is on record: the first result stays. Steps that only read have no intent. */
  finish(key: OutcomeKey, result: StepOutcome): Promise<OutcomeRow>;
  find(key: OutcomeKey): Promise<OutcomeRow | undefined>;
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
    async intent(key, intent) {
      const { rowCount } = await db.query(
        `insert into outcomes (run_id, step_id, server, attempt, intent) values ($1, $2, $3, $4, $5::jsonb)
           on conflict do nothing`,
        [...keyValues(key), storableJson(intent)],
      );
      return rowCount === 1 ? { kind: 'recorded' } : { kind: 'exists', outcome: await get(key) };
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
    async ofRun(runId) {
      const { rows } = await db.query<OutcomeRow>(`select ${COLUMNS} from outcomes where run_id = $1 order by seq`, [
        runId,
      ]);
      return rows;
    },
  };
}

const keyValues = ({ runId, stepId, server, attempt }: OutcomeKey) => [runId, stepId, server, attempt];
