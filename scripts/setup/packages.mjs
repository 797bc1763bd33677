// Installs what package-lock.json locks, when node_modules is not already that.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupStopped } from './stopped.mjs';

/** Beside the packages, so that it vanishes with them. */
const RECORD = 'node_modules/.chatops-setup.json';

/** `npm ci` did not work; its own words stand above. */
export class InstallFailed extends SetupStopped {
  constructor(because) {
    super(`npm ci failed (${because}). What it printed stands above; run this again when that is mended.`);
    this.name = 'InstallFailed';
  }
}

/**
 * @param {{ root: string, run: (command: import('./long-commands.mjs').LongCommand) =>
 *   Promise<import('./long-commands.mjs').LongCommandResult>, report(line: string): void }} deps
 * @returns {Promise<'installed' | 'up to date'>} Throws InstallFailed.
 */
export async function installPackages({ root, run, report }) {
  const wanted = await digestOfWhatIsLocked(root);
  if ((await recordedDigest(root)) === wanted) return 'up to date';
  if (await holdsWhatIsLocked(root)) {
    await record(root, wanted);
    return 'up to date';
  }
  const result = await run({
    label: 'installing packages (npm ci), about a minute',
    ...npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']),
    cwd: root,
  });
  if (result.kind === 'failed') {
    report(result.output.trimEnd());
    throw new InstallFailed(result.because);
  }
  await record(root, wanted);
  return 'installed';
}

/** npm says itself where it is when it runs us; a shell would look for it otherwise. */
export function npm(args) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? { command: process.execPath, args: [script, ...args] } : { command: 'npm', args };
}

/** Everything that decides what lies in node_modules: manifests, lock, npm's settings, and what native code is built for. */
async function digestOfWhatIsLocked(root) {
  const manifest = await readJson(join(root, 'package.json'));
  const files = [
    'package.json',
    'package-lock.json',
    '.npmrc',
    ...manifest.workspaces.map((name) => `${name}/package.json`),
  ];
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}\n`);
  for (const file of files) hash.update(`${file}\0`).update(await readFile(join(root, file)).catch(() => ''));
  return hash.digest('hex');
}

async function recordedDigest(root) {
  const recorded = await readJson(join(root, RECORD)).catch(() => undefined);
  return recorded?.digest;
}

async function record(root, digest) {
  const file = join(root, RECORD);
  await writeFile(`${file}.new`, `${JSON.stringify({ digest })}\n`);
  await rename(`${file}.new`, file);
}

/** Whether somebody installed exactly this by hand: npm notes what it put where in a lock file of its own. */
async function holdsWhatIsLocked(root) {
  const lock = await readJson(join(root, 'package-lock.json')).catch(() => undefined);
  const installed = await readJson(join(root, 'node_modules/.package-lock.json')).catch(() => undefined);
  if (lock === undefined || installed === undefined) return false;
  const manifest = await readJson(join(root, 'package.json'));
  for (const folder of ['', ...manifest.workspaces])
    if (!sameDependencies(lock.packages[folder] ?? {}, await readJson(join(root, folder, 'package.json'))))
      return false;
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.optional)
    .every(([path, entry]) => {
      const there = installed.packages[path];
      return there?.version === entry.version && there.integrity === entry.integrity && existsSync(join(root, path));
    });
}

function sameDependencies(locked, manifest) {
  return ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'].every((kind) => {
    const sorted = (entries) => JSON.stringify(Object.entries(entries ?? {}).sort());
    return sorted(locked[kind]) === sorted(manifest[kind]);
  });
}

async function readJson(file) {
  return JSON.parse(await readFile(file, 'utf8'));
}
