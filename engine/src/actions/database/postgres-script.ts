import type { PostgresCluster } from '../action.js';

/**
 * Shell functions for PostgreSQL's own programs. $1: user, $2: port or '', $3: folder of the socket or ''. As root they
 * become the user; anybody else asks the cluster for that role, and its pg_hba.conf decides. No passwords: there is no
 * place for one that is neither argv, environment nor a file.
 *
 * \`sql DATABASE OPTION…\` runs the script on standard input, which is ours; values travel as variables, which psql quotes.
 */
export const POSTGRES_FUNCTIONS = `LC_ALL=C PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin; export LC_ALL PATH
cd / || exit 1
pg_user=$1
PGUSER=$1 PGCONNECT_TIMEOUT=10; export PGUSER PGCONNECT_TIMEOUT
if [ -n "$2" ]; then PGPORT=$2; export PGPORT; fi
if [ -n "$3" ]; then PGHOST=$3; export PGHOST; fi
if ! command -v psql >/dev/null 2>&1; then echo 'PostgreSQL programs (psql) are not installed here' >&2; exit 69; fi
as_owner() {
  if [ "$(id -u)" -ne 0 ]; then "$@"
  elif id -u "$pg_user" >/dev/null 2>&1; then runuser -u "$pg_user" -- "$@"
  else echo "this server has no user $pg_user" >&2; return 77; fi
}
quoted_name() { printf '%s' "$1" | sed "s/[\\\\\\\\']/\\\\\\\\&/g"; }
sql() {
  sql_database="dbname='$(quoted_name "$1")'"; shift
  as_owner psql -X -q -A -t --no-password -v ON_ERROR_STOP=1 -d "$sql_database" "$@"
}
scratch_name() { printf 'chatops_%s_%s' "$2" "$(printf '%s' "$1" | cksum | cut -d ' ' -f 1)"; }
is_marked() { [ "$(sql postgres -v name="$1" <<'END'
select shobj_description(oid, 'pg_database') from pg_database where datname = :'name';
END
)" = "$2" ]; }
`;

/** The first three arguments of a script that begins with these functions. */
export const postgresArgs = ({ user, port, socket }: PostgresCluster): readonly [string, string, string] => [
  user,
  port === undefined ? '' : String(port),
  socket ?? '',
];
