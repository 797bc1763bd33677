import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The peer: the same commands, one `ssh` process each, over one connection that is open already (OpenSSH's
 * ControlMaster). It is the fastest that a script can do, and it keeps nothing: no record, no lock, no second try.
 *
 * @returns milliseconds of each command; undefined where there is no ssh.
 */
export async function warmSsh({ server, keyFile }, commands) {
  const folder = await mkdtemp(join(tmpdir(), 'chatops-bench-ssh-'));
  const knownHosts = join(folder, 'known_hosts');
  await writeFile(knownHosts, `[${server.host}]:${server.port} ${server.hostKey}\n`);
  const options = [
    ...['-F', 'none', '-i', keyFile, '-p', String(server.port), '-o', `ControlPath=${join(folder, 'master')}`],
    ...['-o', `UserKnownHostsFile=${knownHosts}`, '-o', 'BatchMode=yes', '-o', 'IdentitiesOnly=yes'],
  ];
  const target = `${userInfo().username}@${server.host}`;
  try {
    await run('ssh', [...options, '-o', 'ControlMaster=yes', '-o', 'ControlPersist=yes', '-fN', target]);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const taken = [];
    for (let n = 0; n < commands; n += 1) {
      const started = performance.now();
      await run('ssh', [...options, target, 'true']);
      taken.push(performance.now() - started);
    }
    return taken;
  } finally {
    await run('ssh', [...options, '-O', 'exit', target]);
    await rm(folder, { recursive: true, force: true });
  }
}
