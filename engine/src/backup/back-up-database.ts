import type { Localized, PostgresCluster } from '../actions/action.js';
import { lastLine, sayExit } from '../actions/failed-result.js';
import { sameText } from '../actions/localized.js';
import type { CommandResult, RemoteCommand } from '../ssh/remote-execution.js';
import { dumpCommand, listDumpCommand } from './postgres-commands.js';
import { openArchive } from './read-content.js';
import type { StoredContent } from './backup-store.js';
import type { SentReport } from './sent-report.js';
import {
  type BackupDeps,
  type BackupOrder,
  type BackupOutcome,
  type Described,
  takeBackup,
  type Verdict,
} from './take-backup.js';

export interface DatabaseBackupRequest extends BackupOrder {
  readonly database: string;
  readonly cluster: PostgresCluster;
  /** What to do when there is no such database. */
  readonly missing: 'fail' | 'skip';
  readonly become: RemoteCommand['become'];
  readonly timeoutMs: number;
}

/**
 * Streams a dump of a database into the store, as `takeBackup` says; then pg_restore on the server lists what was
 * stored. Throws as takeBackup does.
 */
export function backUpDatabase(
  deps: BackupDeps,
  request: DatabaseBackupRequest,
  signal?: AbortSignal,
): Promise<BackupOutcome> {
  const { database, cluster } = request;
  const source = {
    command: dumpCommand(database, request),
    packing: () => 'postgres' as const,
    judge: (result: CommandResult, sent: SentReport) => judge(result, sent, request.missing),
    async describe(sent: SentReport, { id, content }: StoredContent): Promise<Described> {
      const encryption =
        request.encrypt === undefined
          ? {}
          : { encryption: { algorithm: 'aes-256-gcm', key: request.encrypt } as const };
      const archive = openArchive(deps, { id, content, ...encryption });
      const listed = await deps.streams.upload(request.server, listDumpCommand(request), archive, signal);
      const entries = Number(listed.stdout.toString('utf8').trim());
      if (listed.exit.kind !== 'code' || listed.exit.code !== 0 || !Number.isSafeInteger(entries)) {
        return { kind: 'failed', because: sayUnlisted(listed) };
      }
      const bytes = sent.number('size');
      const written = sent.number('written');
      const oid = sent.number('oid');
      const place = withoutUndefined(cluster);
      return {
        kind: 'described',
        paths: [],
        database: {
          name: database,
          ...place,
          ...(bytes === undefined ? {} : { bytes }),
          ...(written === undefined ? {} : { written }),
          ...(oid === undefined ? {} : { oid }),
        },
        entries,
      };
    },
  };
  return takeBackup(deps, request, source, signal);
}

function judge({ exit }: CommandResult, { complaints }: SentReport, missing: 'fail' | 'skip'): Verdict {
  if (exit.kind !== 'code') return { kind: 'failed', because: sayExit(exit) };
  if (exit.code === 0) return { kind: 'sent', warnings: [] };
  if (exit.code === 66 && missing === 'skip') return { kind: 'nothing-there' };
  const line = complaints[0]?.slice(0, 300);
  return { kind: 'failed', because: line === undefined ? sayExit(exit) : sameText(line) };
}

function sayUnlisted(result: CommandResult): Localized {
  const line = lastLine(result.stderr) ?? sayExit(result.exit).en;
  return {
    en: `pg_restore cannot list the dump: ${line}`,
    fr: `pg_restore ne peut pas lister la sauvegarde : ${line}`,
  };
}

const withoutUndefined = ({ port, socket, user }: PostgresCluster) => ({
  user,
  ...(port === undefined ? {} : { port }),
  ...(socket === undefined ? {} : { socket }),
});
