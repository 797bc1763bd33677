import { POSTGRES_FUNCTIONS } from '../actions/database/postgres-script.js';
import type { RemoteCommand } from '../ssh/remote-execution.js';
import { type DatabasePlace, FILL_FUNCTIONS, OID_FUNCTION, script, WRITTEN_FUNCTION } from './postgres-commands.js';

/**
 * $4: database, $5: the new name or '', $6: bytes, $7: backup, $8: what \`written\` said when the old one was saved, or
 * ''; $9: where an earlier try may have got through, the oid of the one that was saved, or ''. Beside: a database of a new name. In place: made beside first, while the old one goes on; then nobody is let into
 * the old one any more, and one transaction swaps the names, with access rights and settings of the old one. 76: it was
 * written to since it was saved, which the swap would lose. A restore that is cut anywhere leaves the old one as it was.
 */
const RESTORE = `${POSTGRES_FUNCTIONS}${FILL_FUNCTIONS}${WRITTEN_FUNCTION}${OID_FUNCTION}mark="chatops-commander restore of $7"
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
if [ -n "$9" ]; then
  now=$(oid "$4") || exit 1
  # The exchange happened, and only its answer was lost: what was written to the new one since is not ours to replace.
  if [ -n "$now" ] && [ "$now" != "$9" ]; then exit 0; fi
fi
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

export interface DumpTarget {
  readonly database: string;
  readonly into: string | undefined;
  readonly bytes: number;
  readonly backup: string;
  /** What had been written in the database when it was saved; undefined: it was not, and is replaced anyway. */
  readonly written: number | undefined;
  /** Which database was saved, where an earlier try may have replaced it already: it is then not done again. */
  readonly oid: number | undefined;
}

/** Restores the dump on standard input: to its place, or as a database of a new name. */
export const restoreDumpCommand = (to: DumpTarget, place: DatabasePlace): RemoteCommand =>
  script(RESTORE, [to.database, to.into ?? '', String(to.bytes), to.backup, figure(to.written), figure(to.oid)], place);

const figure = (value: number | undefined): string => (value === undefined ? '' : String(value));
