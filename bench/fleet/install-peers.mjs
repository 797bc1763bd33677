import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../devstack/dist/cache-folder.js';
import { installSystemPackage } from '../../scripts/setup/system-packages.mjs';
import { createLongCommands } from '../../scripts/setup/long-commands.mjs';

const exec = promisify(execFile);

/** Versions that go together on Python 3.11 and later. */
const PYTHON_PACKAGES = {
  'ansible-core': '2.19.14',
  mitogen: '0.3.54',
  pyinfra: '3.10.0',
  'parallel-ssh': '2.16.0.post1',
  ClusterShell: '1.10.1',
};

/**
 * The peers' programs: Python packages in a virtual environment of their own in the cache folder, pdsh from the
 * distribution. What cannot be had is left out of the table, and it says so.
 *
 * @returns {Promise<{ versions: Record<string, string>, missing: string[], sitePackages: string,
 *   has(name: string): boolean, program(name: string): string }>}
 */
export async function installPeers() {
  const { run } = createLongCommands({ out: process.stdout, signals: process });
  const wanted = Object.entries(PYTHON_PACKAGES).map(([name, version]) => `${name}==${version}`);
  const digest = createHash('sha256').update(wanted.join()).digest('hex').slice(0, 12);
  const folder = join(cacheFolder(process.env), 'bench', `peers-${digest}`);
  const missing = [];
  // written last, since scripts in a virtual environment name its path and so it cannot be renamed when it is whole
  const whole = join(folder, 'whole');
  if (!existsSync(whole)) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(join(folder, '..'), { recursive: true });
    const steps = [
      { label: 'a Python environment for the peers', command: 'python3', args: ['-m', 'venv', folder] },
      {
        label: `installing ${wanted.join(', ')} (pip)`,
        command: join(folder, 'bin/python3'),
        args: ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...wanted],
      },
    ];
    for (const step of steps) {
      const result = await run(step);
      if (result.kind !== 'failed') continue;
      missing.push(`${step.label}: ${result.because}`);
      break;
    }
    if (missing.length === 0) await writeFile(whole, '');
  }
  if ((await versionOf('pdsh', ['-V'])) === undefined) {
    const installed = await installSystemPackage({ name: 'pdsh', units: [] }, { run, report: console.log });
    if (installed.kind !== 'installed') missing.push(`pdsh: ${installed.because}`);
  }
  const pdsh = await versionOf('pdsh', ['-V']);
  const hasPython = existsSync(whole);
  const python = join(folder, 'bin/python3');
  const sitePackages = hasPython
    ? (
        await exec(python, ['-c', 'import sysconfig; print(sysconfig.get_path("purelib", vars={"base": "."}))'])
      ).stdout.trim()
    : '';
  return {
    versions: {
      ...(hasPython ? { ...PYTHON_PACKAGES, python: await versionOf(python, ['--version']) } : {}),
      ...(pdsh === undefined ? {} : { pdsh }),
    },
    missing,
    sitePackages,
    has: (name) => (name === 'pdsh' ? pdsh !== undefined : hasPython),
    program: (name) => join(folder, 'bin', name),
  };
}

async function versionOf(command, args) {
  try {
    const { stdout, stderr } = await exec(command, args);
    return (stdout || stderr).split('\n')[0].trim();
  } catch {
    return undefined;
  }
}
