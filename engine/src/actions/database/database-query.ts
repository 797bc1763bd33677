import type { CommandAction, StepResult } from '../action.js';
import { rootWherePossible } from '../become.js';
import { failed, sayExit, unreadable } from '../failed-result.js';
import { optionalInteger, textInput } from '../input-fields.js';
import { sameText } from '../localized.js';
import { parseReport } from '../report-lines.js';
import { clusterInputs, clusterOf, databaseNameSchema } from './cluster-inputs.js';
import { parseCsv } from './parse-csv.js';
import { POSTGRES_FUNCTIONS, postgresArgs } from './postgres-script.js';
import { refuseQuery } from './query-guard.js';

const DEFAULT_LIMIT = 100;
const NULL_MARK = '\\N';

/**
 * $4: database, $5: SQL, $6: rows at most and one, $7: milliseconds. The query never is a part of a script: it is the
 * text that a cursor is opened for, and PostgreSQL opens one for a single statement that returns rows. The transaction
 * is read-only before the first query, so that it cannot be made anything else; pg_read_all_data (since 14) takes the
 * superuser's other rights away. What others find in a message comes quoted.
 */
const SCRIPT = `${POSTGRES_FUNCTIONS}
report() { echo 'chatops-report 1'; }
quoted() { sed "s/^/$1|/"; }
report
{ { sql "$4" --csv -P tuples_only=off -P 'null=\\N' -P footer=off -v sql="$5" -v rows="$6" -v limit="$7" 2>&3 <<'END'
start transaction read only;
set local statement_timeout = :'limit';
set local lock_timeout = '5s';
set local idle_in_transaction_session_timeout = '60s';
select set_config('chatops.sql', :'sql', true) as chatops_given, exists (select from pg_roles
  where rolname = 'pg_read_all_data' and pg_has_role(current_user, oid, 'member')) as chatops_reader \\gset
\\if :chatops_reader
set local role pg_read_all_data;
\\endif
do $$ declare query refcursor := 'chatops_query'; begin
  open query no scroll for execute current_setting('chatops.sql');
end $$;
fetch forward :rows from chatops_query;
rollback;
END
echo "code=$?" >&4; } 3>&1 >&5 | sed 's/^/complaint|/' >&4; } 4>&1 5>&1 | sed '/^code=/b
/^complaint|/b
s/^/row|/'
echo 'row|end'
echo 'chatops-report end'
`;

export const databaseQuery: CommandAction = {
  kind: 'command',
  name: 'database.query',
  effect: 'content',
  risk: 'medium',
  summary: {
    en: 'Rows of one query, in a read-only transaction with a time limit',
    fr: 'Les lignes d’une requête, dans une transaction en lecture seule et limitée en durée',
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['database', 'sql'],
    properties: {
      database: databaseNameSchema,
      sql: {
        description: 'One statement that returns rows.',
        type: 'string',
        minLength: 1,
        maxLength: 10_000,
        pattern: '^[^\\u0000]*$',
      },
      limit: {
        description: `Rows at most; ${DEFAULT_LIMIT} when left out.`,
        type: 'integer',
        minimum: 1,
        maximum: 1000,
      },
      ...clusterInputs,
    },
  },
  describe(input) {
    const database = textInput(input, 'database');
    const sql = textInput(input, 'sql').replace(/\s+/g, ' ').trim();
    return { en: `Asks database ${database}: ${sql}`, fr: `Demande à la base ${database} : ${sql}` };
  },
  undo: { en: 'Nothing to undo: it only reads.', fr: "Rien à annuler : c'est une lecture." },
  defaultTimeoutMs: 30_000,
  command(input, context) {
    const refused = refuseQuery(textInput(input, 'sql')) !== undefined;
    const limit = optionalInteger(input, 'limit') ?? DEFAULT_LIMIT;
    return {
      argv: [
        '/bin/sh',
        '-c',
        SCRIPT,
        'chatops',
        ...postgresArgs(clusterOf(input)),
        textInput(input, 'database'),
        // A refused one is not sent: nothing is asked, and parsing says why.
        refused ? 'select 1 where false' : textInput(input, 'sql'),
        String(limit + 1),
        String(Math.max(1000, context.timeoutMs - 2000)),
      ],
      become: rootWherePossible(context),
      timeoutMs: context.timeoutMs,
    };
  },
  parse(result, input): StepResult {
    const database = textInput(input, 'database');
    const refused = refuseQuery(textInput(input, 'sql'));
    if (refused !== undefined) {
      return failed({
        en: `the query was not sent: ${refused.en}`,
        fr: `la requête n'a pas été envoyée : ${refused.fr}`,
      });
    }
    if (result.truncated) {
      return failed({
        en: `${database}: the answer is longer than 1 MiB. Ask for fewer columns or rows`,
        fr: `${database} : la réponse dépasse 1 Mio. Demandez moins de colonnes ou de lignes`,
      });
    }
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, sameText(database));
    const complaint = report.lines('complaint').find((line) => line.trim() !== '');
    const [columns = [], ...rows] = parseCsv(`${report.lines('row').slice(0, -1).join('\n')}\n`) ?? [];
    if (report.number('code') !== 0 || result.exit.kind !== 'code') {
      const because = complaint === undefined ? sayExit(result.exit) : sameText(complaint.slice(0, 300));
      return failed({ en: `${database}: ${because.en}`, fr: `${database} : ${because.fr}` });
    }
    const limit = optionalInteger(input, 'limit') ?? DEFAULT_LIMIT;
    const shown = rows.slice(0, limit).map((row) => row.map((field) => (field === NULL_MARK ? null : field)));
    const more = rows.length > limit;
    return {
      kind: 'done',
      changed: false,
      outputs: { columns, rows: shown, count: shown.length, more },
      summary: {
        en: `${database}: ${shown.length} row${shown.length === 1 ? '' : 's'}${more ? ', and there are more' : ''}`,
        fr: `${database} : ${shown.length} ligne${shown.length > 1 ? 's' : ''}${more ? ", et il y en a d'autres" : ''}`,
      },
    };
  },
};
