import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** Thrown when a secret cannot be read; never names its content. */
export class SecretUnreadable extends Error {
  constructor(
    readonly secret: string,
    readonly folder: string,
    because: string,
    options?: ErrorOptions,
  ) {
    super(
      `secret:${secret} cannot be read: ${because}. Put it into ${join(folder, secret)}, for its owner alone (chmod 600).`,
      options,
    );
    this.name = 'SecretUnreadable';
  }
}

const groupAndOthers = 0o077;

/** Reads secrets, one file each, from a folder. A file that others may read is refused, as ssh refuses such keys. */
export function createSecretReader(folder: string) {
  return async (name: string): Promise<Buffer> => {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name))
      throw new SecretUnreadable(name.slice(0, 100), folder, 'that is no name of a secret');
    let file: Awaited<ReturnType<typeof open>> | undefined;
    try {
      file = await open(join(folder, name), 'r');
      const { mode } = await file.stat();
      // in Kubernetes, secrets are mounted readable for the pod's group, behind a link
      if ((mode & groupAndOthers & ~0o040) !== 0)
        throw new SecretUnreadable(name, folder, `others may read it (mode ${(mode & 0o777).toString(8)})`);
      return await file.readFile();
    } catch (error) {
      if (error instanceof SecretUnreadable) throw error;
      throw new SecretUnreadable(name, folder, error instanceof Error ? error.message : String(error), {
        cause: error,
      });
    } finally {
      await file?.close();
    }
  };
}
