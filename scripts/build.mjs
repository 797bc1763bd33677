// Builds all packages, then the bundle that Temporal's sandbox runs. Alone (`npm run build`) or from set-up; what is up
// to date is left alone.
import { readdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLongCommands } from './setup/long-commands.mjs';
import { SetupStopped } from './setup/stopped.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const BUNDLE = join(root, 'workflows/dist/workflow-bundle.js');
/** What the bundle is made of. */
const BUNDLED = ['schemas/dist', 'engine/dist', 'workflows/dist'];

/** The sources do not compile, or the workflows use what their sandbox lacks; the tool's words stand above. */
export class BuildFailed extends SetupStopped {
  constructor(what) {
    super(`${what} failed. Mend what is said above and run this again.`);
    this.name = 'BuildFailed';
  }
}

/**
 * Throws BuildFailed.
 * @param {{ run: (command: import('./setup/long-commands.mjs').LongCommand) =>
 *   Promise<import('./setup/long-commands.mjs').LongCommandResult>, report(line: string): void }} deps
 */
export async function build({ run, report }) {
  const node = async (label, args) => {
    const result = await run({ label, command: process.execPath, args, cwd: root });
    if (result.kind === 'done') return;
    report(result.output.trimEnd());
    throw new BuildFailed(label);
  };
  // The compiler is found only now: before the packages are installed there is none. It knows what it built.
  const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
  await node('compiling', [join(dirname(manifest), 'bin', 'tsc'), '-b']);
  if (await isBundleStale()) await node('bundling the workflows', [join(root, 'scripts/bundle-workflows.mjs')]);
}

async function isBundleStale() {
  const bundled = await stat(BUNDLE).catch(() => undefined);
  if (bundled === undefined) return true;
  for (const folder of BUNDLED)
    for (const entry of await readdir(join(root, folder), { withFileTypes: true, recursive: true })) {
      const file = join(entry.parentPath ?? entry.path, entry.name);
      if (file.endsWith('.js') && file !== BUNDLE && (await stat(file)).mtimeMs > bundled.mtimeMs) return true;
    }
  return false;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { run } = createLongCommands({ out: process.stdout, signals: process });
  try {
    await build({ run, report: (line) => console.error(line) });
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
