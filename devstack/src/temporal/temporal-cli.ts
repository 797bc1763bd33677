import { delimiter, join } from 'node:path';
import { cacheFolder } from '../cache-folder.js';
import { isProgram } from '../processes/is-program.js';

/** The release that is tried with this code; later ones cannot be built by `go install`. */
export const TEMPORAL_CLI_VERSION = '1.5.1';

/** No Temporal CLI on this machine, or the one that TEMPORAL_CLI names cannot be run. */
export class TemporalCliMissing extends Error {
  constructor(readonly named: string | undefined) {
    super(
      named === undefined
        ? 'No Temporal CLI found. Run "npm run setup", or set TEMPORAL_CLI to the path of one.'
        : `TEMPORAL_CLI names ${named}, which is not a program that can be run. Correct or unset it.`,
    );
    this.name = 'TemporalCliMissing';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the Temporal CLI is: what TEMPORAL_CLI names, else `temporal` on PATH, else our cache; undefined when in none.
 * Throws TemporalCliMissing when TEMPORAL_CLI names something else.
 */
export async function findTemporalCli(env: Environment): Promise<string | undefined> {
  const named = env.TEMPORAL_CLI;
  if (named !== undefined && named !== '') {
    if (await isProgram(named)) return named;
    throw new TemporalCliMissing(named);
  }
  const onPath = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const candidate of [...onPath.map((folder) => join(folder, 'temporal')), cachedTemporalCli(env)])
    if (await isProgram(candidate)) return candidate;
  return undefined;
}

/** Where set-up puts the Temporal CLI that it got. */
export function cachedTemporalCli(env: Environment): string {
  return join(cacheFolder(env), 'bin', `temporal-${TEMPORAL_CLI_VERSION}`);
}
