import type { CatalogEntry } from '@chatops-commander/engine/planner/planner';
import { InvalidFile, parseRunbook } from '@chatops-commander/schemas';
import type { Contents } from '../github/contents.js';

/** The library runbooks that a request may be answered with. */
export interface CatalogReader {
  /** Ours, and those under runbooks/ on the repository's default branch; a team's own wins over ours of the same name. */
  of(
    repository: string,
    contents: Pick<Contents, 'defaultHead' | 'list' | 'readBlob'>,
  ): Promise<readonly CatalogEntry[]>;
}

const folder = 'runbooks/';

/**
 * Reads the team's library once per commit. A runbook that does not parse is left out, and said so once: it must not
 * keep the others from answering at night.
 */
export function createCatalogReader(builtIn: readonly CatalogEntry[], warn: (message: string) => void): CatalogReader {
  const byCommit = new Map<string, { head: string; entries: readonly CatalogEntry[] }>();
  const parsed = new Map<string, CatalogEntry | undefined>();

  async function read(
    path: string,
    blob: string,
    contents: Pick<Contents, 'readBlob'>,
  ): Promise<CatalogEntry | undefined> {
    const key = `${path}\n${blob}`;
    if (parsed.has(key)) return parsed.get(key);
    const text = (await contents.readBlob(blob)).toString('utf8');
    let entry: CatalogEntry | undefined;
    try {
      entry = { path, blob, runbook: parseRunbook(text, path) };
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
      if (known?.head === head) return known.entries;
      const files = (await contents.list(head, folder)).filter((file) => /\.ya?ml$/.test(file.path));
      const team = (await Promise.all(files.map((file) => read(file.path, file.blob, contents)))).filter(
        (entry) => entry !== undefined,
      );
      const names = new Set(team.map((entry) => entry.runbook.metadata.name));
      const entries = [...team, ...builtIn.filter((entry) => !names.has(entry.runbook.metadata.name))];
      byCommit.set(repository, { head, entries });
      return entries;
    },
  };
}
