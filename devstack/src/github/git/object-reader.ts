import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { gitEnvironment } from './run-git.js';

export interface GitObject {
  readonly sha: string;
  readonly type: string;
  readonly content: Buffer;
}

export interface ObjectReader {
  /** What a revision expression names, undefined when nothing. Throws when git's reader went away. */
  read(expression: string): Promise<GitObject | undefined>;
  close(): Promise<void>;
}

interface Waiting {
  resolve(object: GitObject | undefined): void;
  reject(error: Error): void;
}

/** Reads objects through one `git cat-file --batch` that is kept alive, since a process for each read costs milliseconds. */
export function createObjectReader(gitDir: string): ObjectReader {
  let reader: ChildProcessWithoutNullStreams | undefined;
  let waiting: Waiting[] = [];
  let buffered: Buffer = Buffer.alloc(0);

  const give = (chunk: Buffer) => {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
    for (let reply = takeReply(buffered); reply !== undefined; reply = takeReply(buffered)) {
      buffered = buffered.subarray(reply.length);
      waiting.shift()?.resolve(reply.object);
    }
  };

  const start = () => {
    const child = spawn('git', ['cat-file', '--batch'], { cwd: gitDir, env: gitEnvironment(gitDir) });
    child.stdout.on('data', give);
    child.stdin.on('error', () => undefined);
    child.on('error', () => undefined);
    child.once('close', () => {
      const left = waiting;
      reader = undefined;
      waiting = [];
      buffered = Buffer.alloc(0);
      for (const one of left)
        one.reject(new Error(`git cat-file on ${gitDir} ended while it was read from. Ask again.`));
    });
    return child;
  };

  return {
    read(expression) {
      // A line is one request: a control character would turn one question into two.
      if (/\p{Cc}/u.test(expression)) return Promise.resolve(undefined);
      reader ??= start();
      const child = reader;
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${expression}\n`);
      });
    },
    async close() {
      const child = reader;
      if (child === undefined) return;
      await new Promise<void>((resolve) => {
        child.once('close', () => resolve());
        child.stdin.end();
      });
    },
  };
}

/** The first complete reply in what was read so far, and how many bytes it takes. */
export function takeReply(bytes: Buffer): { object: GitObject | undefined; length: number } | undefined {
  const end = bytes.indexOf(0x0a);
  if (end === -1) return undefined;
  const [sha = '', type = '', size = ''] = bytes.toString('utf8', 0, end).split(' ');
  if (!/^\d+$/.test(size)) return { object: undefined, length: end + 1 };
  const start = end + 1;
  const length = start + Number(size) + 1;
  if (bytes.length < length) return undefined;
  return { object: { sha, type, content: Buffer.from(bytes.subarray(start, length - 1)) }, length };
}
