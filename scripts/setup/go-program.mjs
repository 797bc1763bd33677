// Programs that the tests need and that we build with Go. Set-up gets them; nothing else needs them.
import { access, constants, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { SetupStopped } from './stopped.mjs';

/**
 * @typedef {Readonly<Record<string, string | undefined>>} Environment
 * @typedef {object} GoProgram
 * @property {string} name of the program's file
 * @property {string} version the one that is tried
 * @property {string} module what `go install` is told, without the version
 * @property {string} variable the environment's, that names another one
 * @property {string} label while it is built
 */

/** The environment names something that is not a program. */
export class ProgramNotUsable extends SetupStopped {
  constructor(variable, named) {
    super(`${variable} names ${named}, which is not a program that can be run. Correct or unset it.`);
    this.name = 'ProgramNotUsable';
    this.named = named;
  }
}

/** Where set-up puts what it got. */
const cached = (cache, { name, version }) => join(cache, 'bin', `${name}-${version}`);

/**
 * Where a program is: what its variable names, else on PATH, else our cache; undefined when in none. Throws
 * ProgramNotUsable.
 * @param {GoProgram} program
 * @param {{ env: Environment, cache: string }} where `cache` is this machine's folder for what is costly to get.
 * @returns {Promise<string | undefined>}
 */
export async function findGoProgram(program, { env, cache }) {
  const named = env[program.variable];
  if (named) {
    if (await isProgram(named)) return named;
    throw new ProgramNotUsable(program.variable, named);
  }
  const onPath = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const candidate of [...onPath.map((folder) => join(folder, program.name)), cached(cache, program)])
    if (await isProgram(candidate)) return candidate;
  return undefined;
}

/**
 * Builds a program into the cache, in one rename.
 * @param {GoProgram} program
 * @param {{ cache: string, run: (command: import('./long-commands.mjs').LongCommand) =>
 *   Promise<import('./long-commands.mjs').LongCommandResult> }} deps
 * @returns {Promise<{ kind: 'built', path: string } | { kind: 'not possible', because: string }>}
 */
export async function buildGoProgram(program, { cache, run }) {
  const target = cached(cache, program);
  await mkdir(dirname(target), { recursive: true });
  const folder = await mkdtemp(join(dirname(target), '.getting-'));
  try {
    const result = await run({
      label: program.label,
      command: 'go',
      // Tests ask little of these programs: left as written, and without what a debugger needs, they build in half the time.
      args: ['install', '-ldflags=-s -w', '-gcflags=all=-N -l -dwarf=false', `${program.module}@v${program.version}`],
      env: { GOBIN: folder },
    });
    if (result.kind === 'failed') return { kind: 'not possible', because: `go install: ${result.because}` };
    await rename(join(folder, program.name), target);
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
