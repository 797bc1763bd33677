import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import ssh2 from 'ssh2';

/** The ed25519 key in `file` (private, 0600) and `file`.pub, made when missing. Returns the public half: `TYPE BASE64`. */
export async function ensureKey(file: string, comment: string): Promise<string> {
  if (!existsSync(file)) {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const pair = keyPair(comment);
    await writeFile(`${file}.pub`, `${pair.public}\n`);
    // Last and whole: a key that is there has its public half beside it.
    await writeFile(`${file}.new`, pair.private, { mode: 0o600 });
    await rename(`${file}.new`, file);
  }
  const [type = '', base64 = ''] = (await readFile(`${file}.pub`, 'utf8')).split(' ');
  return `${type} ${base64.trim()}`;
}

/**
 * A new ed25519 pair in OpenSSH's format. ssh2 takes a public key's leading zero bytes away, so that one pair in 256
 * is one that nobody can read, itself included: such a pair is thrown away.
 */
export function keyPair(comment: string): { readonly private: string; readonly public: string } {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519', { comment });
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair;
  }
}
