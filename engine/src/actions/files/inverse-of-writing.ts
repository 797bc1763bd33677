import type { Outputs, Undo } from '../action.js';

/**
 * How a file that was written is as it was before. `written`: the digest of what the step puts there, null when it
 * removes the file, undefined when the step itself will tell.
 */
export function inverseOfWriting(
  path: string,
  written: string | null | undefined,
  { before, backup }: { readonly before: Outputs; readonly backup: string | undefined },
): Undo {
  if (before.kind === 'absent' && typeof written === 'string') {
    return {
      kind: 'step',
      uses: 'files.unwrite',
      with: { path, sha256: written },
      describe: { en: `Removes ${path}, which did not exist before`, fr: `Supprime ${path}, qui n'existait pas avant` },
    };
  }
  if (backup === undefined) {
    return {
      kind: 'impossible',
      because: { en: `there is no backup of ${path}`, fr: `il n'y a pas de sauvegarde de ${path}` },
    };
  }
  return {
    kind: 'restore-backup',
    backup,
    ...(written === undefined
      ? {}
      : { over: written === null ? { kind: 'absent' } : { kind: 'file', sha256: written } }),
    describe: { en: `Puts back ${path} from its backup`, fr: `Remet ${path} depuis sa sauvegarde` },
  };
}

/** The same bytes, mode and owner as before, or nothing where nothing was. */
export const restoredFile = (before: Outputs, now: Outputs): boolean =>
  before.kind === now.kind &&
  (['sha256', 'mode', 'owner'] as const).every((fact) => (before[fact] ?? null) === (now[fact] ?? null));
