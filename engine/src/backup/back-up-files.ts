import { sayExit } from '../actions/failed-result.js';
import { sameText } from '../actions/localized.js';
import type { CommandResult } from '../ssh/remote-execution.js';
import { type PackRequest, packCommand } from './archive-commands.js';
import type { Packing } from './backup-store.js';
import { readableCompressions } from './read-content.js';
import type { SentReport } from './sent-report.js';
import { type BackupDeps, type BackupOrder, type BackupOutcome, takeBackup, type Verdict } from './take-backup.js';

export interface BackupRequest extends BackupOrder, PackRequest {
  /** A file that changes while it is read: fail, or keep the backup with a warning. */
  readonly whileChanging: 'fail' | 'warn';
}

/** Streams files of a server into the store, as `takeBackup` says. */
export async function backUpFiles(
  deps: BackupDeps,
  request: BackupRequest,
  signal?: AbortSignal,
): Promise<BackupOutcome> {
  const { paths, exclude } = request;
  const readable = await readableCompressions();
  const compress = (request.compress ?? readable).filter((program) => readable.includes(program));
  const source = {
    command: packCommand({ ...request, compress }),
    packing,
    judge: (result: CommandResult, sent: SentReport) => judge(result, sent, request),
    describe: async (_sent: SentReport, { entries }: { readonly entries: number | undefined }) =>
      ({ kind: 'described', paths, ...(exclude.length === 0 ? {} : { exclude }), entries: entries ?? 0 }) as const,
  };
  return takeBackup(deps, request, source, signal);
}

/** GNU tar ends with 1 when a file changed while it was read, and says so line by line; busybox has no such warning. */
function judge({ exit }: CommandResult, { complaints }: SentReport, request: BackupRequest): Verdict {
  if (exit.kind !== 'code') return { kind: 'failed', because: sayExit(exit) };
  if (exit.code === 0) return { kind: 'sent', warnings: [] };
  if (exit.code === 65 && request.missing === 'skip') return { kind: 'nothing-there' };
  // tar's last line only says that there were others.
  const complaint = complaints.find((line) => !/changed as we read it|removed before we read it/.test(line));
  if (request.whileChanging === 'warn' && exit.code === 1 && complaints.length > 0 && complaint === undefined) {
    return { kind: 'sent', warnings: complaints.slice(0, 10) };
  }
  const line = (complaint ?? complaints[0])?.slice(0, 300);
  return { kind: 'failed', because: line === undefined ? sayExit(exit) : sameText(line) };
}

/** Magic numbers: 1f 8b is gzip's (RFC 1952), 28 b5 2f fd zstd's (RFC 8878). */
function packing(first: Buffer): Packing {
  if (first.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))) return 'tar+gzip';
  return first.subarray(0, 4).equals(Buffer.from([0x28, 0xb5, 0x2f, 0xfd])) ? 'tar+zstd' : 'tar';
}
