import type { ChangedFile } from './change-facts.js';

/** A pull request's files, sorted by what they mean to us. */
export interface TouchedFiles {
  /** Added under changes/ and so to be run, in the order of their paths. */
  readonly added: readonly ChangedFile[];
  readonly touchesChanges: boolean;
  readonly config: readonly ChangedFile[];
  /** The team's own runbooks: linted, and never run by themselves. */
  readonly touchesLibrary: boolean;
}

const CHANGES = 'changes/';
const CONFIG = '.chatops/';
const LIBRARY = 'runbooks/';
const RUNBOOK_FILE = /\.ya?ml$/;

/** Edited, renamed and removed files under changes/ are never among those to run. */
export function touchedFiles(files: readonly ChangedFile[]): TouchedFiles {
  return {
    added: files
      .filter((file) => file.status === 'added' && file.path.startsWith(CHANGES) && RUNBOOK_FILE.test(file.path))
      .sort((left, right) => (left.path < right.path ? -1 : 1)),
    touchesChanges: files.some((file) => touches(file, CHANGES)),
    config: files.filter((file) => touches(file, CONFIG)),
    touchesLibrary: files.some((file) => touches(file, LIBRARY)),
  };
}

function touches(file: ChangedFile, folder: string): boolean {
  return file.path.startsWith(folder) || file.previousPath?.startsWith(folder) === true;
}
