// Programs from the Linux distribution that tests and demo use without their services: sshd, PostgreSQL's server.
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';

/** Asked by Debian's maintainer scripts before they start a service; 101 is "no". See invoke-rc.d(8). */
const POLICY = '/usr/sbin/policy-rc.d';
/** Read by postgresql-common before it makes a database cluster for a newly installed server. */
const CLUSTER_CONFIG = '/etc/postgresql-common/createcluster.d/chatops-commander.conf';

/**
 * @typedef {{ kind: 'installed' } | { kind: 'not possible', because: string }} SystemPackageResult
 */

/**
 * Installs a Debian package (or several, as `packages`) for its programs: its service is neither started now nor enabled for the next boot, no
 * database cluster is made, and the files that see to this are gone afterwards.
 * @param {{ name: string, packages?: readonly string[], units: readonly string[] }} wanted
 * @param {{ run: (command: import('./long-commands.mjs').LongCommand) =>
 *   Promise<import('./long-commands.mjs').LongCommandResult>, report(line: string): void }} deps
 * @returns {Promise<SystemPackageResult>}
 */
export async function installSystemPackage(wanted, { run, report }) {
  if (!(await isDebianLike())) return { kind: 'not possible', because: 'this is not Debian or a relative of it' };
  if (process.getuid?.() !== 0) return { kind: 'not possible', because: 'that takes root' };

  const packages = wanted.packages ?? [wanted.name];
  const undo = await keepServicesStill();
  try {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const install = {
      label: `installing ${wanted.name} (apt-get)`,
      command: 'apt-get',
      args: ['install', '-y', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-confold', ...packages],
      env,
    };
    let result = await run(install);
    if (result.kind === 'failed') {
      // An interrupted installation has to be finished first, and on a fresh machine apt does not know any package yet.
      await run({ label: 'finishing what was interrupted (dpkg)', command: 'dpkg', args: ['--configure', '-a'], env });
      await run({ label: 'fetching the list of packages (apt-get update)', command: 'apt-get', args: ['update'], env });
      result = await run(install);
    }
    if (result.kind === 'failed') {
      report(result.output.trimEnd());
      return { kind: 'not possible', because: `apt-get install ${wanted.name}: ${result.because}` };
    }
    for (const unit of wanted.units)
      await run({ label: `leaving ${unit} switched off`, command: 'systemctl', args: ['disable', unit] });
    return { kind: 'installed' };
  } finally {
    await undo();
  }
}

async function isDebianLike() {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release);
}

/** Writes only what is not there already, and returns how to take it away again. */
async function keepServicesStill() {
  const written = [];
  const write = async (file, text, mode) => {
    if (existsSync(file)) return;
    written.push(file);
    await writeFile(file, text);
    await chmod(file, mode);
  };
  await write(POLICY, '#!/bin/sh\nexit 101\n', 0o755);
  await mkdir('/etc/postgresql-common/createcluster.d', { recursive: true });
  await write(CLUSTER_CONFIG, 'create_main_cluster = false\n', 0o644);
  return async () => {
    for (const file of written) await rm(file, { force: true });
  };
}
