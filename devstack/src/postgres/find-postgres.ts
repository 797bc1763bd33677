import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { isProgram } from '../processes/is-program.js';

/** Where distributions keep server programs that they do not put on PATH: a folder per major version. */
const VERSION_FOLDERS = ['/usr/lib/postgresql', '/usr/pgsql'] as const;

/**
 * The folder with PostgreSQL's own `initdb` and `postgres`: what POSTGRES_BIN names, else PATH, else the newest version
 * that the distribution installed; undefined when there is none.
 */
export async function findPostgres(env: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
  const named = env.POSTGRES_BIN;
  const onPath = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const folder of [...(named ? [named] : []), ...onPath, ...(await installedVersions())])
    if ((await isProgram(join(folder, 'initdb'))) && (await isProgram(join(folder, 'postgres')))) return folder;
  return undefined;
}

async function installedVersions(): Promise<readonly string[]> {
  const found = await Promise.all(
    VERSION_FOLDERS.map(async (parent) => {
      const versions = await readdir(parent).catch(() => []);
      return versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(parent, version, 'bin'));
    }),
  );
  return found.flat();
}
