import type { CatalogEntry } from '@chatops-commander/engine/planner/planner';
import { type Diagnosis, InvalidFile, isDiagnosis, parseDiagnosis, parseRunbook } from '@chatops-commander/schemas';
import type { Contents } from '../github/contents.js';

/** What a request may be answered with: runbooks, and knowledge of what goes wrong. */
export interface Library {
  readonly entries: readonly CatalogEntry[];
  readonly diagnoses: readonly Diagnosis[];
}
export interface CatalogReader {
  /** Ours, and those under runbooks/ on the repository's default branch; a team's own wins over ours of the same name. */
  of(repository: string, contents: Pick<Contents, 'defaultHead' | 'list' | 'readBlob'>): Promise<Library>;
}

const folder = 'runbooks/';

/**
 * Reads the team's library once per commit. A runbook that does not parse is left out, and said so once: it must not
 * keep the others from answering at night.
 */
export function createCatalogReader(builtIn: Library, warn: (message: string) => void): CatalogReader {
  const byCommit = new Map<string, { head: string; library: Library }>();
  const parsed = new Map<string, CatalogEntry | Diagnosis | undefined>();

  async function read(
    path: string,
    blob: string,
    contents: Pick<Contents, 'readBlob'>,
  ): Promise<CatalogEntry | Diagnosis | undefined> {
    const key = `${path}\n${blob}`;
    if (parsed.has(key)) return parsed.get(key);
    const text = (await contents.readBlob(blob)).toString('utf8');
    let entry: CatalogEntry | Diagnosis | undefined;
    try {
      entry = isDiagnosis(text) ? parseDiagnosis(text, path) : { path, blob, runbook: parseRunbook(text, path) };
    } catch (error) {
      if (!(error instanceof InvalidFile)) throw error;
      warn(`left out of the library: ${error.message}`);
    }
    parsed.set(key, entry);
    return entry;
  }
  return {
    async of(repository, contents) {
      const { head } = await contents.defaultHead();
      const known = byCommit.get(repository);
      if (known?.head === head) return known.library;
      const files = (await contents.list(head, folder)).filter((file) => /\.ya?ml$/.test(file.path));
      const team = (await Promise.all(files.map((file) => read(file.path, file.blob, contents)))).filter(
        (entry) => entry !== undefined,
      );
      const runbooks = team.flatMap((entry) => ('runbook' in entry ? [entry] : []));
      const own = team.flatMap((entry) => ('runbook' in entry ? [] : [entry]));
      const names = new Set(runbooks.map((entry) => entry.runbook.metadata.name));
      const diagnosed = new Set(own.map(({ metadata }) => metadata.name));
      const library: Library = {
        entries: [...runbooks, ...builtIn.entries.filter((entry) => !names.has(entry.runbook.metadata.name))],
        diagnoses: [...own, ...builtIn.diagnoses.filter(({ metadata }) => !diagnosed.has(metadata.name))],
      };
      byCommit.set(repository, { head, library });
      return library;
    },
  };
}
