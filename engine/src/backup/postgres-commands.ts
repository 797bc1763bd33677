import type { PostgresCluster } from '../actions/action.js';
import { POSTGRES_FUNCTIONS, postgresArgs } from '../actions/database/postgres-script.js';
import type { RemoteCommand } from '../ssh/remote-execution.js';
import { SEND_FUNCTIONS } from './send-script.js';

/**
 * \`written NAME\`: how many rows were ever written in a database, its catalog included, so that two answers differ when
 * anything was written between them. What an open session wrote is counted a second later at most, or when it ends.
 */
const WRITTEN_FUNCTION = `written() { sql postgres -v name="$1" <<'END'
select tup_inserted + tup_updated + tup_deleted from pg_stat_database where datname = :'name';
END
}
`;

/** $4: database. Says first what was written in it and its size. Exit 66: there is no such database. */
const DUMP = `${SEND_FUNCTIONS}${POSTGRES_FUNCTIONS}${WRITTEN_FUNCTION}written=$(written "$4") || exit 1
size=$(sql postgres -v name="$4" <<'END'
select pg_database_size(datname) from pg_database where datname = :'name';
END
) || exit 1
if [ -z "$size" ]; then echo "there is no database $4" >&2; exit 66; fi
printf 'chatops-sent %s\\n' "size=$size" "written=$written" >&2
send '' as_owner pg_dump -Fc -Z 1 --no-password -d "dbname='$(quoted_name "$4")'"
`;

/** Prints how many objects the archive on standard input lists. */
const LIST = `LC_ALL=C PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin; export LC_ALL PATH
list=$(pg_restore --list) || exit 1
printf '%s\\n' "$list" | grep -c '^[0-9]'
`;

/**
 * \`fill NEW LIKE\` makes database NEW from the archive on standard input, in one transaction, with owner, encoding and
 * locale of database LIKE where that is there. \`room BYTES\`: ends with 75 unless so much fits where the cluster keeps
 * its data and a tenth of that file system stays free.
 */
const FILL_FUNCTIONS = `exists() { [ -n "$(sql postgres -v name="$1" <<'END'
select 1 from pg_database where datname = :'name';
END
)" ]; }
drop() { sql postgres -v name="$1" <<'END'
select format('drop database if exists %I', :'name') \\gexec
END
}
fill() {
  sql postgres -v name="$1" -v like="$2" -v mark="$3" <<'END' || return 1
select coalesce(
  (select format('create database %I template template0 owner %I encoding %L lc_collate %L lc_ctype %L connection limit %s',
     :'name', pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate, datctype, datconnlimit)
   from pg_database where datname = :'like'),
  format('create database %I template template0', :'name')) \\gexec
select format('comment on database %I is %L', :'name', :'mark') \\gexec
END
  as_owner pg_restore --no-password --exit-on-error --single-transaction -d "dbname='$(quoted_name "$1")'"
}
room() {
  if [ "$1" -eq 0 ]; then return; fi
  folder=$(echo 'show data_directory;' | sql postgres) || return
  set -- "$1" $(as_owner df -Pk "$folder" 2>/dev/null | awk 'NR == 2 { print $2, $4 }')
  if [ -n "\${3-}" ] && [ "$(($3 - $1 / 1024))" -lt "$(($2 / 10))" ]; then
    echo "$folder has $3 KiB free; $(($1 / 1024)) KiB are needed, and a tenth of it is left free" >&2; exit 75
  fi
}
`;

/**
 * $4: like, $5: bytes. Prints how many tables there were. The name and the mark are always the same, so the next trial
 * knows and drops what one that was killed left; it cannot drop one that still goes on.
 */
const TRY_RESTORE = `${POSTGRES_FUNCTIONS}${FILL_FUNCTIONS}mark='chatops-commander trial'
trial=$(scratch_name "$4" trial)
if exists "$trial"; then
  if ! is_marked "$trial" "$mark"; then echo "database $trial is there already" >&2; exit 73; fi
  drop "$trial" >&2 || exit 1
fi
room "$5"
trap 'drop "$trial" >/dev/null 2>&1' EXIT
trap 'exit 143' HUP INT TERM
fill "$trial" "$4" "$mark" >&2 || exit 1
sql "$trial" <<'END'
select count(*) from pg_class where relkind in ('r', 'p', 'm') and relnamespace not in (
  select oid from pg_namespace where nspname in ('pg_catalog', 'information_schema', 'pg_toast'));
END
`;

/**
 * $4: database, $5: the new name or '', $6: bytes, $7: backup, $8: what \`written\` said when the old one was saved, or
 * ''. Beside: a database of a new name. In place: made beside first, while the old one goes on; then nobody is let into
 * the old one any more, and one transaction swaps the names, with access rights and settings of the old one. 76: it was
 * written to since it was saved, which the swap would lose. A restore that is cut anywhere leaves the old one as it was.
 */
const RESTORE = `${POSTGRES_FUNCTIONS}${FILL_FUNCTIONS}${WRITTEN_FUNCTION}mark="chatops-commander restore of $7"
if [ -n "$5" ]; then
  if exists "$5"; then
    if ! is_marked "$5" "$mark"; then echo "database $5 is there already" >&2; exit 73; fi
    drop "$5" >&2 || exit 1
  fi
  room "$6"
  if ! fill "$5" "$4" "$mark" >&2; then drop "$5" >&2; exit 1; fi
  exit 0
fi
new=$(scratch_name "$4" new) old=$(scratch_name "$4" old)
if exists "$old" && exists "$4"; then drop "$old" >&2 || exit 1; fi
drop "$new" >&2 || exit 1
room "$6"
open=$(sql postgres -v name="$4" <<'END'
select datallowconn from pg_database where datname = :'name';
END
) || exit 1
back() {
  if [ "$open" = t ]; then sql postgres -v name="$4" <<'END'
alter database :"name" allow_connections true;
END
  fi
  drop "$new"
}
trap 'back "$@" >&2; exit 143' HUP INT TERM
if ! fill "$new" "$4" "$mark" >&2; then drop "$new" >&2; exit 1; fi
sql postgres -v name="$4" -v new="$new" -v old="$old" >&2 <<'END' || { back "$@" >&2; exit 1; }
select format('comment on database %I is %L', :'new', shobj_description(oid, 'pg_database'))
  from pg_database where datname = :'name' \\gexec
select format('revoke connect, temporary on database %I from public', :'new')
  from pg_database where datname = :'name' and datacl is not null \\gexec
select format('grant %s on database %I to %s%s', privilege_type, :'new',
    case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end,
    case when is_grantable then ' with grant option' else '' end)
  from pg_database, aclexplode(datacl) where datname = :'name' \\gexec
select format('alter %s database %I set %I to %s',
    case setrole when 0 then '' else format('role %I in', pg_get_userbyid(setrole)) end, :'new',
    split_part(setting, '=', 1),
    case when split_part(setting, '=', 1) in ('search_path', 'session_preload_libraries', 'local_preload_libraries',
        'temp_tablespaces', 'DateStyle')
      then substr(setting, strpos(setting, '=') + 1)
      else quote_literal(substr(setting, strpos(setting, '=') + 1)) end)
  from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase, unnest(setconfig) setting
  where datname = :'name' \\gexec
select format('alter database %I allow_connections false', datname)
  from pg_database where datname = :'name' \\gexec
select count(pg_terminate_backend(pid)) from pg_stat_activity
  where datname in (:'name', :'new') and pid <> pg_backend_pid();
END
tries=0
while [ "$(echo "select 1 from pg_stat_activity where datname = :'name' limit 1;" | sql postgres -v name="$4")" = 1 ]; do
  if [ "$tries" -ge 50 ]; then echo "sessions of database $4 do not end" >&2; back "$@" >&2; exit 1; fi
  tries=$((tries + 1)); sleep 0.2 2>/dev/null || sleep 1
done
if [ -n "$8" ] && [ "$(written "$4")" != "$8" ]; then back "$@" >&2; exit 76; fi
sql postgres -v name="$4" -v new="$new" -v old="$old" >&2 <<'END' || { back "$@" >&2; exit 1; }
begin;
select format('alter database %I rename to %I', datname, :'old') from pg_database where datname = :'name' \\gexec
select format('alter database %I rename to %I', :'new', :'name') \\gexec
commit;
END
trap - HUP INT TERM
drop "$old" >&2 || echo "database $old could not be dropped; it is what $4 was" >&2
`;

/** $4: database, $5: backup. Drops what a restore made beside; anything else is somebody's, and stays. */
const DISCARD = `${POSTGRES_FUNCTIONS}${FILL_FUNCTIONS}if ! exists "$4"; then exit 0; fi
if ! is_marked "$4" "chatops-commander restore of $5"; then
  echo "database $4 is not what this restore made" >&2; exit 73
fi
drop "$4"
`;

type Place = Pick<RemoteCommand, 'become' | 'timeoutMs'>;
export interface DatabasePlace extends Place {
  readonly cluster: PostgresCluster;
}

/** Dumps a database in PostgreSQL's custom format. */
export const dumpCommand = (database: string, place: DatabasePlace): RemoteCommand => script(DUMP, [database], place);

/** Lists the dump on standard input; prints how many objects it holds. Needs no database. */
export const listDumpCommand = (place: Place): RemoteCommand => ({
  argv: ['/bin/sh', '-c', LIST, 'chatops'],
  become: place.become,
  timeoutMs: place.timeoutMs,
});

/** Restores the dump on standard input into a scratch database that is dropped again; prints how many tables it had. */
export const tryRestoreCommand = (
  to: { readonly like: string; readonly bytes: number },
  place: DatabasePlace,
): RemoteCommand => script(TRY_RESTORE, [to.like, String(to.bytes)], place);

export interface DumpTarget {
  readonly database: string;
  readonly into: string | undefined;
  readonly bytes: number;
  readonly backup: string;
  /** What had been written in the database when it was saved; undefined: it was not, and is replaced anyway. */
  readonly written: number | undefined;
}

/** Restores the dump on standard input: to its place, or as a database of a new name. */
export const restoreDumpCommand = (to: DumpTarget, place: DatabasePlace): RemoteCommand =>
  script(
    RESTORE,
    [to.database, to.into ?? '', String(to.bytes), to.backup, to.written === undefined ? '' : String(to.written)],
    place,
  );

/** Drops a database that was restored beside from this backup. */
export const discardDatabaseCommand = (database: string, backup: string, place: DatabasePlace): RemoteCommand =>
  script(DISCARD, [database, backup], place);

const script = (
  text: string,
  args: readonly string[],
  { cluster, become, timeoutMs }: DatabasePlace,
): RemoteCommand => ({
  argv: ['/bin/sh', '-c', text, 'chatops', ...postgresArgs(cluster), ...args],
  become,
  timeoutMs,
});
