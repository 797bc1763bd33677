import { constants } from 'node:fs';
import { access } from 'node:fs/promises';

/** Whether a file is there and may be executed. */
export async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
