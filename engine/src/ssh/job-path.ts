import { createHash } from 'node:crypto';
import type { JobName, RemoteCommand } from './remote-execution.js';

/** Where a job's files lie below the jobs folder; each part is one path component and one shell word. */
export interface JobPath {
  readonly server: string;
  readonly run: string;
  /** Step and attempt. */
  readonly job: string;
}

const LONGEST_PART = 180;

/** One to one, so that a name can be read back from a server. Throws RangeError for a name that no file system takes. */
export function jobPath(name: JobName): JobPath {
  return { server: encode(name.server), run: encode(name.run), job: `${encode(name.step)}.${name.attempt}` };
}

/** The server's own name is known to whoever asks it. */
export function jobName(server: string, run: string, job: string): JobName {
  const dot = job.lastIndexOf('.');
  return { run: decode(run), step: decode(job.slice(0, dot)), server, attempt: Number(job.slice(dot + 1)) };
}

/** Tells one command from another under the same name. The time limit is left out: a retry may have less time left. */
export function commandDigest(command: RemoteCommand): string {
  const hash = createHash('sha256').update(JSON.stringify([command.argv, command.become]));
  return hash
    .update('\n')
    .update(command.stdin ?? '')
    .digest('hex');
}

export function encode(name: string): string {
  const bytes = Buffer.from(name, 'utf8');
  let encoded = '';
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    encoded += /[A-Za-z0-9-]/.test(character) ? character : `_${byte.toString(16).padStart(2, '0')}`;
  }
  if (encoded === '' || encoded.length > LONGEST_PART) {
    throw new RangeError(`"${name.slice(0, 40)}" is empty or too long to name a job's files; use a shorter name.`);
  }
  return encoded;
}

export const decode = (encoded: string): string => decodeURIComponent(encoded.replaceAll('_', '%'));
