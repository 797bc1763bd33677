import type { Caller } from './callers.js';
import { loginOf } from './caller-login.js';

/** One request that changed something, for counting against GitHub's limits on content (80 a minute, 500 an hour). */
export interface WriteLogEntry {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly login: string;
  readonly status: number;
}

export interface WriteLog {
  note(entry: {
    readonly method: string;
    readonly path: string;
    readonly caller: Caller;
    readonly status: number;
  }): void;
  entries(): readonly WriteLogEntry[];
}

/** Issuing tokens is no content, and neither is reading. */
export function createWriteLog(now: () => number = Date.now): WriteLog {
  const entries: WriteLogEntry[] = [];
  return {
    note({ method, path, caller, status }) {
      if (method === 'GET' || method === 'HEAD' || !path.startsWith('/repos/')) return;
      entries.push({ at: now(), method, path, login: loginOf(caller), status });
    },
    entries: () => [...entries],
  };
}
