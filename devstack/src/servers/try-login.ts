import { setTimeout as sleep } from 'node:timers/promises';
import ssh2 from 'ssh2';

const CONNECT_TIMEOUT_MS = 10_000;
const POLL_MS = 20;

export interface LoginTarget {
  readonly port: number;
  readonly user: string;
  readonly privateKey: Buffer;
  /** `TYPE BASE64` */
  readonly hostKey: string;
}

/**
 * Logs in as a client would, as soon as the server listens, and returns what `command` prints. Throws when the server
 * refuses, or does not listen within `patienceMs`.
 */
export async function tryLogin(target: LoginTarget, command: string, patienceMs: number): Promise<string> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return await login(target, command);
    } catch (error) {
      const notYet = error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
      if (!notYet || performance.now() > deadline) throw error;
      await sleep(POLL_MS);
    }
  }
}

function login(target: LoginTarget, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    const fail = (error: Error): void => {
      client.destroy();
      reject(error);
    };
    client.on('error', fail);
    client.on('close', () => fail(new Error('The connection was closed before the command had run.')));
    client.on('ready', () => {
      client.exec(command, (error, channel) => {
        if (error !== undefined) return fail(error);
        let text = '';
        channel.on('data', (chunk: Buffer) => {
          text += chunk.toString('utf8');
        });
        channel.on('close', () => {
          resolve(text);
          client.end();
        });
        channel.stderr.resume();
      });
    });
    client.connect({
      host: '127.0.0.1',
      port: target.port,
      username: target.user,
      privateKey: target.privateKey,
      readyTimeout: CONNECT_TIMEOUT_MS,
      algorithms: { serverHostKey: ['ssh-ed25519'] },
      hostVerifier: (key: Buffer) => `ssh-ed25519 ${key.toString('base64')}` === target.hostKey,
    });
  });
}
