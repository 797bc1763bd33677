import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { builtModule } from '../processes/built-module.js';
import type { ProcessMark } from '../processes/marked-processes.js';
import { type RecordedProcess, startRecordedProcess } from '../processes/recorded-process.js';
import { type SshdSettings, sshdConfig } from './sshd-config.js';

/** Starts an SSH server that keeps its configuration, log and pid in `folder`. Throws when it does not start. */
export type StartSshDaemon = (daemon: {
  readonly settings: SshdSettings;
  readonly folder: string;
  readonly mark: ProcessMark;
}) => Promise<RecordedProcess>;

/** Where distributions keep sshd, which is seldom on a user's PATH. */
const SBIN = ['/usr/sbin', '/usr/local/sbin', '/sbin', '/opt/homebrew/sbin'] as const;

/** The absolute path of OpenSSH's server, which it insists on being started by; undefined when there is none. */
export async function findSshd(env: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
  const onPath = (env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/'));
  for (const folder of [...SBIN, ...onPath]) {
    const file = join(folder, 'sshd');
    const runs = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return file;
  }
  return undefined;
}

/** The machine's own OpenSSH. */
export function openSshDaemon(sshd: string): StartSshDaemon {
  return async ({ settings, folder, mark }) => {
    const config = join(folder, 'sshd_config');
    await mkdir(folder, { recursive: true });
    await writeFile(config, sshdConfig(settings));
    await makePrivilegeSeparationFolder(sshd, config);
    return startRecordedProcess({
      command: sshd,
      args: ['-D', '-e', '-f', config],
      mark,
      logFile: join(folder, 'sshd.log'),
      pidFile: join(folder, 'sshd.pid'),
    });
  };
}

/** ssh2's server, where there is no OpenSSH. */
export const ssh2Daemon: StartSshDaemon = async ({ settings, folder, mark }) => {
  const file = join(folder, 'settings.json');
  await mkdir(folder, { recursive: true });
  await writeFile(file, JSON.stringify(settings));
  return startRecordedProcess({
    command: process.execPath,
    args: [builtModule('servers/ssh2-daemon'), file],
    mark,
    logFile: join(folder, 'sshd.log'),
    pidFile: join(folder, 'sshd.pid'),
  });
};

/** As root, sshd wants a folder that only the distribution's service makes at boot, so often not in a container. */
async function makePrivilegeSeparationFolder(sshd: string, config: string): Promise<void> {
  const complaint = await promisify(execFile)(sshd, ['-t', '-f', config]).then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const missing = /Missing privilege separation directory: (\/\S+)/.exec(complaint)?.[1];
  if (missing !== undefined) await mkdir(missing, { recursive: true, mode: 0o755 });
}
