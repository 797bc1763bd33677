import type { Localized } from '../action.js';

/**
 * Functions that reach outside of what a read-only transaction guards: files and programs of the server, other
 * sessions, other databases, settings, and those that run text as SQL, where this fence could not look.
 */
const FORBIDDEN = [
  /^lo_(import|export|put|create|unlink|from_bytea)$/,
  /^pg_(read|stat|ls)_[a-z_]*$/,
  /^pg_(terminate|cancel)_backend$/,
  /^pg_(reload_conf|rotate_logfile|switch_wal|promote|create_restore_point|log_backend_memory_contexts|export_snapshot|notify|logical_[a-z_]+|replication_[a-z_]+|create_[a-z_]+_slot|drop_replication_slot|wal_replay_[a-z]+|(try_)?advisory_[a-z_]+|backup_[a-z]+|sleep[a-z_]*|file_[a-z_]+)$/,
  /^dblink[a-z_]*$/,
  /^(set_config|query_to_xml[a-z_]*|cursor_to_xml[a-z_]*|(table|schema|database)_to_xml[a-z_]*|ts_stat|ts_rewrite|xpath_table|crosstab[a-z0-9_]*|connectby|nextval|setval)$/,
];
const HARMLESS = /^pg_stat_get_[a-z_]+$/;

/**
 * Why a query is refused before it reaches a server; undefined when it is not. The server has the last word: a
 * read-only transaction, one statement, a time limit.
 */
export function refuseQuery(sql: string): Localized | undefined {
  if (/u&"/i.test(sql)) {
    return {
      en: 'identifiers written as U&"…" are not taken',
      fr: 'les identifiants écrits U&"…" ne sont pas acceptés',
    };
  }
  // A name before a parenthesis, with comments between them or not, quoted or not.
  const withoutComments = sql.replace(/\/\*[\s\S]*?\*\/|--[^\n]*/g, ' ');
  for (const text of [sql, withoutComments]) {
    for (const match of text.matchAll(/"?([A-Za-z_][A-Za-z0-9_$]*)"?\s*\(/g)) {
      const name = (match[1] ?? '').toLowerCase();
      if (HARMLESS.test(name) || !FORBIDDEN.some((pattern) => pattern.test(name))) continue;
      return { en: `${name}() is not for reading data`, fr: `${name}() ne sert pas à lire des données` };
    }
  }
  return undefined;
}
