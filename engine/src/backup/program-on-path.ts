import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Whether this machine has a program of that name. */
export async function isProgramOnPath(name: string): Promise<boolean> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    if (folder === '') continue;
    try {
      await access(join(folder, name), constants.X_OK);
      return true;
    } catch {
      // Not in this folder.
    }
  }
  return false;
}
