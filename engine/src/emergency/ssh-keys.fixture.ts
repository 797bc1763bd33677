import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type KeyType = 'ed25519' | 'ecdsa-256' | 'ecdsa-521' | 'rsa-3072';

export interface MadeKey {
  /** `TYPE BASE64 COMMENT` */
  readonly publicKey: string;
  /** Where the private key is. */
  readonly file: string;
  sign(message: string, namespace: string): string;
  remove(): void;
}

/** A key of ssh-keygen's own making, in a folder of its own. */
export function makeKey(kind: KeyType): MadeKey {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-key-'));
  const file = join(folder, 'key');
  const [type = '', bits] = kind.split('-');
  execFileSync('ssh-keygen', ['-q', '-t', type, ...(bits === undefined ? [] : ['-b', bits]), '-N', '', '-f', file]);
  return {
    publicKey: readFileSync(`${file}.pub`, 'utf8').trim(),
    file,
    sign(message, namespace) {
      const input = join(folder, 'message');
      writeFileSync(input, message);
      execFileSync('ssh-keygen', ['-Y', 'sign', '-n', namespace, '-f', file, input], { stdio: 'ignore' });
      const signature = readFileSync(`${input}.sig`, 'utf8');
      rmSync(`${input}.sig`);
      return signature;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
