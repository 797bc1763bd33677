import type { CommandAction, Json, Localized, Outputs, StepResult } from '../action.js';
import { rootWherePossible } from '../become.js';
import { failed, lastLine, sayExit } from '../failed-result.js';
import { textInput } from '../input-fields.js';
import { serviceNameSchema } from '../input-schemas.js';
import { sameText } from '../localized.js';
import { sayBytes, sayDuration } from '../say-figures.js';
import { clusterInputs, clusterOf } from './cluster-inputs.js';
import { POSTGRES_FUNCTIONS, postgresArgs } from './postgres-script.js';

/** Figures only: no text of a query, which is content. As jsonb, since json_agg breaks lines between its entries. */
const SCRIPT = `${POSTGRES_FUNCTIONS}sql postgres <<'END'
set statement_timeout = '15s';
select json_build_object(
  'version', current_setting('server_version'),
  'recovery', pg_is_in_recovery(),
  'startedSeconds', extract(epoch from now() - pg_postmaster_start_time())::bigint,
  'connections', (select count(*) from pg_stat_activity where backend_type = 'client backend'),
  'maxConnections', current_setting('max_connections')::int,
  'active', (select count(*) from pg_stat_activity where backend_type = 'client backend' and state = 'active'
    and pid <> pg_backend_pid()),
  'waiting', (select count(*) from pg_stat_activity where wait_event_type = 'Lock'),
  'longestQuerySeconds', (select coalesce(max(extract(epoch from clock_timestamp() - query_start)), 0)::bigint
    from pg_stat_activity where backend_type = 'client backend' and state = 'active' and pid <> pg_backend_pid()),
  'idleInTransactionSeconds', (select coalesce(max(extract(epoch from clock_timestamp() - state_change)), 0)::bigint
    from pg_stat_activity where state like 'idle in transaction%'),
  'bytes', (select coalesce(sum(pg_database_size(oid)), 0)::bigint from pg_database where datallowconn),
  'databases', (select coalesce(json_agg(d order by d.bytes desc), '[]') from (
    select datname as name, pg_database_size(oid)::bigint as bytes from pg_database
    where not datistemplate and datallowconn order by 2 desc limit 50) d),
  'replicas', (select coalesce(json_agg(r), '[]') from (
    select application_name as name, state, coalesce(extract(epoch from replay_lag), 0)::float as "lagSeconds"
    from pg_stat_replication limit 50) r),
  'lagSeconds', case when pg_is_in_recovery()
    then extract(epoch from now() - pg_last_xact_replay_timestamp())::float end)::jsonb;
END
`;

export const databaseStatus: CommandAction = {
  kind: 'command',
  name: 'database.status',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'Size, connections, longest query and replication lag of a PostgreSQL cluster',
    fr: "Taille, connexions, plus longue requête et retard de réplication d'un PostgreSQL",
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['service'],
    properties: { service: { ...serviceNameSchema, description: 'Its name in the inventory.' }, ...clusterInputs },
  },
  describe(input) {
    const service = textInput(input, 'service');
    return { en: `Reads the figures of ${service}`, fr: `Lit les chiffres de ${service}` };
  },
  undo: { en: 'Nothing to undo: it only reads.', fr: "Rien à annuler : c'est une lecture." },
  defaultTimeoutMs: 30_000,
  command: (input, context) => ({
    argv: ['/bin/sh', '-c', SCRIPT, 'chatops', ...postgresArgs(clusterOf(input))],
    become: rootWherePossible(context),
    timeoutMs: context.timeoutMs,
  }),
  parse(result, input): StepResult {
    const service = textInput(input, 'service');
    const figures = readFigures(result.stdout);
    if (figures === undefined) {
      // psql's later lines only ask whether the server is running.
      const line = result.stderr.toString('utf8').split('\n', 1)[0] || lastLine(result.stderr);
      const because = line === undefined ? sayExit(result.exit) : sameText(line);
      return failed({
        en: `${service}: PostgreSQL gives no figures: ${because.en}`,
        fr: `${service} : PostgreSQL ne donne pas de chiffres : ${because.fr}`,
      });
    }
    return { kind: 'done', changed: false, outputs: figures, summary: say(service, figures) };
  },
};

/** The line of JSON that the script prints; undefined when there is none. */
function readFigures(stdout: Buffer): Outputs | undefined {
  const line = stdout
    .toString('utf8')
    .split('\n')
    .find((text) => text.startsWith('{'));
  try {
    const value: unknown = JSON.parse(line ?? '');
    // It was printed by json_build_object, and JSON.parse gives nothing but JSON.
    const isFigures = typeof value === 'object' && value !== null && 'connections' in value && 'bytes' in value;
    return isFigures ? (value as Outputs) : undefined;
  } catch {
    return undefined;
  }
}

const number = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

function say(service: string, figures: Outputs): Localized {
  const size = sayBytes(number(figures.bytes));
  const used = `${number(figures.connections)}/${number(figures.maxConnections)}`;
  const longest = sayDuration(number(figures.longestQuerySeconds));
  const waiting = number(figures.waiting);
  const lag = typeof figures.lagSeconds === 'number' ? sayDuration(figures.lagSeconds) : undefined;
  return {
    en: `${service}: ${size.en}, ${used} connections, longest query ${longest.en}${waiting > 0 ? `, ${waiting} waiting for locks` : ''}${lag === undefined ? '' : `, ${lag.en} behind`}`,
    fr: `${service} : ${size.fr}, ${used} connexions, plus longue requête ${longest.fr}${waiting > 0 ? `, ${waiting} en attente de verrous` : ''}${lag === undefined ? '' : `, ${lag.fr} de retard`}`,
  };
}
