// Stands in for sshd on a machine that has none: one user, one key, commands by /bin/sh. Run as: ssh2-daemon SETTINGS,
// a JSON file that sample-server writes.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import ssh2 from 'ssh2';
import type { SshdSettings } from './sshd-config.js';

const [settingsFile] = process.argv.slice(2);
if (settingsFile === undefined) throw new Error('Usage: ssh2-daemon SETTINGS');
// Written by our own parent for this start, so its shape is known.
const settings = JSON.parse(readFileSync(settingsFile, 'utf8')) as SshdSettings;
const allowed = ssh2.utils.parseKey(readFileSync(settings.authorizedKeysFile));
if (allowed instanceof Error) throw allowed;

const env = {
  PATH: process.env.PATH ?? '/usr/sbin:/usr/bin:/sbin:/bin',
  SHELL: '/bin/sh',
  USER: settings.user,
  LOGNAME: settings.user,
  ...settings.env,
};

const server = new ssh2.Server({ hostKeys: [readFileSync(settings.hostKeyFile)] }, (client) => {
  client.on('authentication', (context) => (isAllowed(context) ? context.accept() : context.reject(['publickey'])));
  client.on('session', (accept) => {
    const session = accept();
    let child: ChildProcessWithoutNullStreams | undefined;
    session.on('exec', (acceptExec, _reject, info) => {
      child = runOn(acceptExec(), ['-c', info.command]);
    });
    session.on('shell', (acceptShell) => {
      child = runOn(acceptShell(), []);
    });
    session.on('signal', (_accept, _reject, info) => {
      if (child?.pid !== undefined) sendToGroup(child.pid, info.name);
    });
  });
  client.on('tcpip', (accept, reject, info) => {
    const socket = connect(info.destPort, info.destIP, () => {
      const channel = accept();
      channel.pipe(socket).pipe(channel);
      channel.on('error', () => socket.destroy());
    });
    socket.on('error', () => reject());
  });
  client.on('error', (error) => console.error(`${new Date().toISOString()} client: ${error.message}`));
});
server.listen(settings.port, '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));

function isAllowed(context: ssh2.AuthContext): boolean {
  if (context.method !== 'publickey' || context.username !== settings.user) return false;
  const ours = allowed instanceof Error ? undefined : allowed;
  const expected = ours?.getPublicSSH();
  if (ours === undefined || expected === undefined || context.key.data.length !== expected.length) return false;
  if (!timingSafeEqual(context.key.data, expected)) return false;
  // Without a signature the client only asks whether the key would do.
  if (context.signature === undefined || context.blob === undefined) return true;
  return ours.verify(context.blob, context.signature, context.hashAlgo) === true;
}

/** Like sshd: a session of its own, and the channel closes when nobody holds its streams any more. */
function runOn(channel: ssh2.ServerChannel, args: readonly string[]): ChildProcessWithoutNullStreams {
  const child = spawn('/bin/sh', [...args], { env, cwd: settings.env.HOME, detached: true });
  channel.pipe(child.stdin);
  child.stdout.pipe(channel, { end: false });
  child.stderr.pipe(channel.stderr, { end: false });
  // The command may close its input, and the client its channel, at any moment.
  child.stdin.on('error', () => undefined);
  channel.on('error', () => undefined);
  channel.on('close', () => {
    child.stdin.destroy();
    child.stdout.destroy();
    child.stderr.destroy();
  });
  child.on('close', (code, signal) => {
    if (signal !== null) channel.exit(signal.replace(/^SIG/, ''), false, '');
    else channel.exit(code ?? 255);
    channel.end();
  });
  return child;
}

function sendToGroup(pid: number, name: string): void {
  try {
    // The names that SSH sends are those of POSIX without SIG; another one makes kill throw, which is caught.
    process.kill(-pid, `SIG${name}` as NodeJS.Signals);
  } catch (error) {
    console.error(`${new Date().toISOString()} signal ${name}: ${String(error)}`);
  }
}
