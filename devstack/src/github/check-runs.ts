import type { EmulatedRepository } from './emulated-repository.js';
import { type JsonObject, numberAt, objectsOf, textAt } from './json-object.js';

export interface CheckRuns {
  /** Remembers where a run was put. */
  note(run: JsonObject): void;
  /** Those of a commit, newest first. */
  of(sha: string): Promise<JsonObject[]>;
}

/** Finds check runs by their suite: the emulator keeps both, but knows no commit of ours to list them by. */
export function createCheckRuns(emulated: Pick<EmulatedRepository, 'ask'>): CheckRuns {
  const suites = new Map<string, number>();
  return {
    note(run) {
      const sha = textAt(run, 'head_sha');
      const suite = numberAt(run, 'check_suite', 'id');
      if (sha !== undefined && suite !== undefined) suites.set(sha, suite);
    },
    async of(sha) {
      const suite = suites.get(sha);
      const runs: JsonObject[] = [];
      for (let page = 1; suite !== undefined; page += 1) {
        const body = await emulated.ask('front', 'GET', `/check-suites/${suite}/check-runs?per_page=100&page=${page}`);
        const found = objectsOf(body.check_runs);
        runs.push(...found);
        if (found.length < 100) break;
      }
      return runs;
    },
  };
}
