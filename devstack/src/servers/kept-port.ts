import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { freePort, isFreePort } from '../processes/free-ports.js';

/** The loopback port noted in `file` if it is still free, so that addresses last from start to start; else a new one. */
export async function keptPort(file: string): Promise<number> {
  const noted = Number(await readFile(file, 'utf8').catch(() => ''));
  if (Number.isInteger(noted) && noted > 0 && noted < 65_536 && (await isFreePort(noted))) return noted;
  const port = await freePort();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${port}\n`);
  return port;
}
