import type { Intent, StepOutcome } from '../execution/step-run.js';
import { onlyRow } from './only-row.js';
import type { Queryable } from './queryable.js';
import { storableJson } from './storable-text.js';
import { together } from './together.js';

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

/** Several intents in one statement; each is recorded only while its holder has its server. Locked in one order. */
const RECORD_INTENTS = `
  with asked as (
    select * from unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::jsonb[], $6::text[])
      with ordinality as asked (run_id, step_id, server, attempt, intent, holder, n)
  ), held as (
    select server, holder from locks
      where (server, holder) in (select server, holder from asked) order by server for share
  ), may as (
    select asked.* from asked join held using (server, holder)
  ), added as (
    insert into outcomes (run_id, step_id, server, attempt, intent)
      select run_id, step_id, server, attempt, intent from may order by n
      on conflict do nothing
      returning run_id, step_id, server, attempt
  )
  select min(n) as n from may join added using (run_id, step_id, server, attempt)
    group by run_id, step_id, server, attempt`;

const RECORD_ENDS = `
  insert into outcomes (run_id, step_id, server, attempt, result, finished_at)
    select run_id, step_id, server, attempt, result, now()
      from unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::jsonb[])
        with ordinality as asked (run_id, step_id, server, attempt, result, n) order by n
    on conflict (run_id, step_id, server, attempt)
    do update set result = excluded.result, finished_at = excluded.finished_at
      where outcomes.finished_at is null
    returning ${COLUMNS}`;

export function createOutcomes(db: Queryable): Outcomes {
  const select = (key: OutcomeKey) =>
    db.query<OutcomeRow>(`select ${COLUMNS} from outcomes where ${IS_KEY}`, keyValues(key));
  const get = async (key: OutcomeKey): Promise<OutcomeRow> => onlyRow('outcome just recorded', await select(key));

  /** Whether each was recorded. */
  const recordIntent = together<{ key: OutcomeKey; intent: string; holder: string }, boolean>(async (asked) => {
    const { rows } = await db.query<{ n: number }>(RECORD_INTENTS, [
      ...keyColumns(asked),
      asked.map(({ intent }) => intent),
      asked.map(({ holder }) => holder),
    ]);
    // asked for twice in one statement, it is recorded for the first that may
    const recorded = new Set(rows.map(({ n }) => n));
    return asked.map((_, index) => recorded.has(index + 1));
  });

  /** What was recorded; undefined for what had ended before. */
  const recordEnd = together<{ key: OutcomeKey; result: string }, OutcomeRow | undefined>(async (asked) => {
    const { rows } = await db.query<OutcomeRow>(RECORD_ENDS, [...keyColumns(asked), asked.map(({ result }) => result)]);
    const recorded = new Map(rows.map((row) => [nameOf(row), row]));
    return asked.map(({ key }) => recorded.get(nameOf(key)));
  });

  return {
    async intent(key, intent, holder) {
      if (await recordIntent({ key, intent: storableJson(intent), holder })) return { kind: 'recorded' };
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
    finish: async (key, result) => (await recordEnd({ key, result: storableJson(result) })) ?? (await get(key)),
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

/** A column of values per part of the key, for `unnest`. */
const keyColumns = (asked: readonly { readonly key: OutcomeKey }[]) => [
  asked.map(({ key }) => key.runId),
  asked.map(({ key }) => key.stepId),
  asked.map(({ key }) => key.server),
  asked.map(({ key }) => key.attempt),
];

const nameOf = ({ runId, stepId, server, attempt }: OutcomeKey): string =>
  JSON.stringify([runId, stepId, server, attempt]);
