// The Debian that the test hosts (test/hosts) start from: built once with mmdebstrap into the cache, so that tests neither
// depend on what this machine has installed nor install servers on it.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { installSystemPackage } from './system-packages.mjs';

const SUITE = 'bookworm';
/** What the machine itself needs to build the root and to run hosts on it. */
const TOOLS = ['mmdebstrap', 'debian-archive-keyring', 'nftables', 'iproute2', 'util-linux', 'openssh-client'];
const PROGRAMS = ['mmdebstrap', 'nft', 'ip', 'ss', 'unshare', 'nsenter', 'setpriv', 'ssh-keygen'];
const FOLDERS = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'];
/** Nobody reads these on a test host. */
const LEFT_OUT = ['/usr/share/man/*', '/usr/share/doc/*', '/usr/share/locale/*'];

/** @param {string} repository */
const recipe = (repository) => join(repository, 'test/hosts/machine');

/** Where the root for this checkout's recipe lies, whether it was built or not; another recipe is another folder. */
export async function testHostsRoot({ repository, cache }) {
  const digest = createHash('sha256').update(SUITE).update(LEFT_OUT.join());
  for (const file of ['packages.txt', 'furnish.sh']) digest.update(await readFile(join(recipe(repository), file)));
  return join(cache, 'test-hosts', `${SUITE}-${digest.digest('hex').slice(0, 16)}`);
}

/**
 * @param {{ repository: string, cache: string, report(line: string): void,
 *   run: (command: import('./long-commands.mjs').LongCommand) => Promise<import('./long-commands.mjs').LongCommandResult> }} deps
 * @returns {Promise<{ kind: 'found' | 'built', path: string } | { kind: 'not possible', because: string }>}
 */
export async function buildTestHostsRoot({ repository, cache, run, report }) {
  const path = await testHostsRoot({ repository, cache });
  if (process.platform !== 'linux') return { kind: 'not possible', because: 'that takes Linux' };
  if (process.getuid?.() !== 0) return { kind: 'not possible', because: 'that takes root' };
  if (!PROGRAMS.every((name) => FOLDERS.some((folder) => existsSync(join(folder, name))))) {
    const tools = await installSystemPackage(
      { name: 'tools for test hosts', packages: TOOLS, units: [] },
      { run, report },
    );
    if (tools.kind !== 'installed') return tools;
  }
  if (existsSync(path)) return { kind: 'found', path };

  await mkdir(dirname(path), { recursive: true });
  const folder = await mkdtemp(join(dirname(path), '.getting-'));
  try {
    const packages = (await readFile(join(recipe(repository), 'packages.txt'), 'utf8')).trim().split('\n');
    const result = await run({
      label: 'building the Debian of the test hosts (mmdebstrap), about 45 s',
      command: 'mmdebstrap',
      args: [
        '--mode=root',
        '--variant=minbase',
        `--include=${packages.join(',')}`,
        '--aptopt=Acquire::Languages "none"',
        ...LEFT_OUT.map((pattern) => `--dpkgopt=path-exclude=${pattern}`),
        `--customize-hook=upload ${recipe(repository)}/furnish.sh /tmp/furnish.sh`,
        '--customize-hook=chroot "$1" sh /tmp/furnish.sh && rm "$1/tmp/furnish.sh"',
        SUITE,
        join(folder, 'root'),
      ],
      env: { TMPDIR: folder },
    });
    if (result.kind === 'failed') {
      report(result.output.trimEnd());
      return { kind: 'not possible', because: `mmdebstrap: ${result.because}` };
    }
    await rename(join(folder, 'root'), path);
    return { kind: 'built', path };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
