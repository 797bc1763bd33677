import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** ssh-keygen did not sign. */
export class NotSigned extends Error {
  override readonly name = 'NotSigned';
  constructor(
    readonly key: string,
    readonly problem: string,
  ) {
    super(`${key} did not sign: ${problem.trim()}; try: ssh-keygen -Y sign -n test -f ${key} < /dev/null`);
  }
}

/** Looked for in this order, as ssh does. */
const usualKeys = ['id_ed25519', 'id_ed25519_sk', 'id_ecdsa', 'id_rsa'];

/** @throws {Error} when there is no key of a usual name. */
export function usualKey(folder = join(homedir(), '.ssh')): string {
  const found = usualKeys.map((name) => join(folder, name)).find((file) => existsSync(file));
  if (found === undefined) throw new Error(`there is no SSH key in ${folder}; name one: --key FILE`);
  return found;
}

/**
 * Signs with ssh-keygen, which asks for a passphrase or a touch by itself, and takes keys of an agent by their .pub.
 *
 * @throws {NotSigned}
 */
export function signWithSsh(message: string, options: { key: string; namespace: string }): Promise<string> {
  const { key, namespace } = options;
  return new Promise((resolve, reject) => {
    const child = spawn('ssh-keygen', ['-Y', 'sign', '-n', namespace, '-f', key], { stdio: ['pipe', 'pipe', 'pipe'] });
    const [out, problem]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      problem.push(chunk);
      process.stderr.write(chunk);
    });
    child.on('error', (error: NodeJS.ErrnoException) =>
      reject(new NotSigned(key, error.code === 'ENOENT' ? 'ssh-keygen is not installed' : error.message)),
    );
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString('utf8'));
      else reject(new NotSigned(key, Buffer.concat(problem).toString('utf8') || `ssh-keygen ended with ${code}`));
    });
    // one that ends before it has read everything says so by its exit
    child.stdin.on('error', () => {});
    child.stdin.end(message);
  });
}
