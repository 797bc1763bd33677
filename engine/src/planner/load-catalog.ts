import { readdir, readFile } from 'node:fs/promises';
import { join, posix, relative, sep } from 'node:path';
import { type Diagnosis, isDiagnosis, parseDiagnosis, parseRunbook } from '@chatops-commander/schemas';
import { gitBlobId } from '../runbook/git-blob.js';
import type { CatalogEntry } from './planner.js';

/**
 * Reads every `*.yaml` and `*.yml` under a folder as library runbooks, sorted by path; diagnoses are passed over. Paths
 * are `runbooks/…`, with forward slashes, wherever the folder lies. Throws InvalidFile for the first file that is no
 * runbook, and the system's own error when the folder cannot be read.
 */
export async function loadCatalog(folder: string): Promise<CatalogEntry[]> {
  const files = await libraryFiles(folder);
  return files
    .filter(({ bytes }) => !isDiagnosis(bytes.toString('utf8')))
    .map(({ path, bytes }) => ({ path, blob: gitBlobId(bytes), runbook: parseRunbook(bytes.toString('utf8'), path) }));
}

/** The diagnoses that lie among the runbooks of a folder. Throws as loadCatalog. */
export async function loadDiagnoses(folder: string): Promise<Diagnosis[]> {
  const files = await libraryFiles(folder);
  return files
    .filter(({ bytes }) => isDiagnosis(bytes.toString('utf8')))
    .map(({ path, bytes }) => parseDiagnosis(bytes.toString('utf8'), path));
}

async function libraryFiles(folder: string): Promise<readonly { readonly path: string; readonly bytes: Buffer }[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    files.map(async (file) => ({
      path: posix.join('runbooks', relative(folder, file).split(sep).join('/')),
      bytes: await readFile(file),
    })),
  );
}
