import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A key or a password; what is larger is none. Bytes. */
const largestSecret = 64 * 1024;

/**
 * The values of all secrets in a folder, to be kept out of text. What cannot be read as text is left out; no folder
 * holds no secrets.
 */
export async function readSecretValues(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const values = await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      try {
        // Kubernetes mounts each as a link
        const { size } = await stat(file);
        return size > largestSecret ? undefined : await readFile(file, 'utf8');
      } catch {
        return undefined;
      }
    }),
  );
  return values.flatMap((value) => value ?? []);
}
