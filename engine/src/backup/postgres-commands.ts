import type { PostgresCluster } from '../actions/action.js';
import { POSTGRES_FUNCTIONS, postgresArgs } from '../actions/database/postgres-script.js';
import type { RemoteCommand } from '../ssh/remote-execution.js';
import { SEND_FUNCTIONS } from './send-script.js';

/**
 * \`written NAME\`: how many rows were ever written in a database, its catalog included, so that two answers differ when
 * anything was written between them. What an open session wrote is counted a second later at most, or when it ends.
 */
export const WRITTEN_FUNCTION = `written() { sql postgres -v name="$1" <<'END'
select tup_inserted + tup_updated + tup_deleted from pg_stat_database where datname = :'name';
END
}
`;

/** \`oid NAME\`: which database goes by a name; nothing when none does. */
export const OID_FUNCTION = `oid() { sql postgres -v name="$1" <<'END'
select oid from pg_database where datname = :'name';
END
}
`;

/** $4: database. Says first which it is, what was written in it and its size. Exit 66: there is no such database. */
const DUMP = `${SEND_FUNCTIONS}${POSTGRES_FUNCTIONS}${WRITTEN_FUNCTION}${OID_FUNCTION}oid=$(oid "$4") || exit 1
written=$(written "$4") || exit 1
size=$(sql postgres -v name="$4" <<'END'
select pg_database_size(datname) from pg_database where datname = :'name';
END
) || exit 1
if [ -z "$size" ]; then echo "there is no database $4" >&2; exit 66; fi
printf 'chatops-sent %s\\n' "size=$size" "written=$written" "oid=$oid" >&2
send '' as_owner pg_dump -Fc -Z 1 --no-password -d "dbname='$(quoted_name "$4")'"
`;

/** Prints how many objects the archive on standard input lists. */
const LIST = `LC_ALL=C PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin; export LC_ALL PATH
list=$(pg_restore --list) || exit 1
printf '%s\\n' "$list" | grep -c '^[0-9]' || [ $? = 1 ]
`;

/**
 * \`fill NEW LIKE\` makes database NEW from the archive on standard input, in one transaction, with owner, encoding and
 * locale of database LIKE where that is there. \`room BYTES\`: ends with 75 unless so much fits where the cluster keeps
 * its data and a tenth of that file system stays free.
 */
export const FILL_FUNCTIONS = `exists() { [ -n "$(sql postgres -v name="$1" <<'END'
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

/** Drops a database that was restored beside from this backup. */
export const discardDatabaseCommand = (database: string, backup: string, place: DatabasePlace): RemoteCommand =>
  script(DISCARD, [database, backup], place);

/** A command of a script that begins with the functions above. */
export const script = (
  text: string,
  args: readonly string[],
  { cluster, become, timeoutMs }: DatabasePlace,
): RemoteCommand => ({
  argv: ['/bin/sh', '-c', text, 'chatops', ...postgresArgs(cluster), ...args],
  become,
  timeoutMs,
});
