// Helm, which checks and renders our chart in the tests. Set-up gets it; nothing else needs it.
import { access, constants, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { SetupStopped } from './stopped.mjs';

/** The release that is tried with our chart. */
export const HELM_VERSION = '3.19.0';

/** HELM names something that is not a program. */
export class HelmNotUsable extends SetupStopped {
  constructor(named) {
    super(`HELM names ${named}, which is not a program that can be run. Correct or unset it.`);
    this.name = 'HelmNotUsable';
    this.named = named;
  }
}

/** @typedef {Readonly<Record<string, string | undefined>>} Environment */

/** Where set-up puts the Helm that it got. */
const cachedHelm = (cache) => join(cache, 'bin', `helm-${HELM_VERSION}`);

/**
 * Where Helm is: what HELM names, else `helm` on PATH, else our cache; undefined when in none. Throws HelmNotUsable.
 * @param {{ env: Environment, cache: string }} where `cache` is this machine's folder for what is costly to get.
 * @returns {Promise<string | undefined>}
 */
export async function findHelm({ env, cache }) {
  if (env.HELM) {
    if (await isProgram(env.HELM)) return env.HELM;
    throw new HelmNotUsable(env.HELM);
  }
  const onPath = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const candidate of [...onPath.map((folder) => join(folder, 'helm')), cachedHelm(cache)])
    if (await isProgram(candidate)) return candidate;
  return undefined;
}

/**
 * Builds Helm with Go into the cache, in one rename.
 * @param {{ cache: string, run: (command: import('./long-commands.mjs').LongCommand) =>
 *   Promise<import('./long-commands.mjs').LongCommandResult> }} deps
 * @returns {Promise<{ kind: 'built', path: string } | { kind: 'not possible', because: string }>}
 */
export async function buildHelm({ cache, run }) {
  const target = cachedHelm(cache);
  await mkdir(dirname(target), { recursive: true });
  const folder = await mkdtemp(join(dirname(target), '.getting-'));
  try {
    const result = await run({
      label: `building Helm ${HELM_VERSION} with Go, about 3 minutes`,
      command: 'go',
      args: ['install', `helm.sh/helm/v3/cmd/helm@v${HELM_VERSION}`],
      env: { GOBIN: folder },
    });
    if (result.kind === 'failed') return { kind: 'not possible', because: `go install: ${result.because}` };
    await rename(join(folder, 'helm'), target);
    return { kind: 'built', path: target };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function isProgram(file) {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
