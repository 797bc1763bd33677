import type { CommandAction, Localized, StepResult } from '../action.js';
import { rootWherePossible } from '../become.js';
import { failed, lastLine, unreadable } from '../failed-result.js';
import { optionalInteger, optionalText } from '../input-fields.js';
import { pathSchema } from '../input-schemas.js';
import { parseReport } from '../report-lines.js';
import { sayMebibytes } from '../say-figures.js';
import { scriptCommand } from '../script-command.js';
import { type Disk, parseDisks } from './parse-disks.js';

/** $1: path, $2: how many of the largest folders, 0 for none. Local file systems only: a dead NFS server hangs df. */
const SCRIPT = `report
{ df -lkP 2>/dev/null || df -kP 2>/dev/null; } | quoted df
df -kP "$1" 2>/dev/null | quoted here
if [ "$2" -gt 0 ]; then du -xk -d 1 "$1" 2>/dev/null | sort -rn | head -n "$(($2 + 1))" | quoted du; fi
finish
`;

export const systemDisk: CommandAction = {
  kind: 'command',
  name: 'system.disk',
  effect: 'read',
  risk: 'low',
  summary: { en: 'Use by file system, largest folders', fr: 'Occupation des disques, plus gros dossiers' },
  input: {
    type: 'object',
    additionalProperties: false,
    properties: { path: pathSchema, largest: { type: 'integer', minimum: 1, maximum: 50 } },
  },
  describe(input) {
    const path = optionalText(input, 'path') ?? '/';
    return { en: `Reads the disk use under ${path}`, fr: `Lit l'occupation du disque sous ${path}` };
  },
  undo: { en: 'Nothing to undo: it only reads.', fr: "Rien à annuler : c'est une lecture." },
  defaultTimeoutMs: 60_000,
  command(input, context) {
    const largest = optionalInteger(input, 'largest') ?? 0;
    return scriptCommand({
      text: SCRIPT,
      args: [optionalText(input, 'path') ?? '/', String(largest)],
      // Only counting foreign folders needs more rights than the login user has.
      become: largest > 0 ? rootWherePossible(context) : 'login-user',
      timeoutMs: context.timeoutMs,
    });
  },
  parse(result, input): StepResult {
    const path = optionalText(input, 'path') ?? '/';
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, { en: 'Disk use', fr: 'Occupation du disque' });
    const here = report.lines('here').flatMap((line) => parseAnyDisk(line))[0];
    if (here === undefined) {
      const detail = lastLine(result.stderr);
      const more = detail === undefined ? '' : `: ${detail}`;
      return failed({
        en: `${path} is not on any mounted file system that df shows${more}`,
        fr: `df ne montre aucun système de fichiers monté pour ${path}${more}`,
      });
    }
    const { freeMiB, usedPercent, sizeMiB } = here;
    return {
      kind: 'done',
      changed: false,
      outputs: {
        path,
        freeMiB,
        usedPercent,
        sizeMiB,
        disks: parseDisks(report.lines('df')).map((disk) => ({ ...disk })),
        largest: report.lines('du').flatMap((line) => parseFolder(line, path)),
      },
      summary: saySpace(path, here),
    };
  },
};

/** The file system asked for counts even when it is a memory disk. */
const parseAnyDisk = (line: string): readonly Disk[] => parseDisks([line.replace(/^\S+/, 'asked')]);

function parseFolder(line: string, path: string): { path: string; MiB: number }[] {
  const match = /^(\d+)\s+(\/.*)$/.exec(line);
  const [, kibibytes, folder] = match ?? [];
  // du lists the folder itself as well.
  if (folder === undefined || folder === path) return [];
  return [{ path: folder, MiB: Math.round(Number(kibibytes) / 1024) }];
}

function saySpace(path: string, disk: Disk): Localized {
  const free = sayMebibytes(disk.freeMiB);
  return {
    en: `${path}: ${free.en} free, ${disk.usedPercent}% used`,
    fr: `${path} : ${free.fr} libres, occupé à ${disk.usedPercent} %`,
  };
}
