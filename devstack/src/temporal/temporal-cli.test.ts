import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LongCommand, type LongCommandResult, obtainTemporalCli } from './obtain-temporal-cli.js';
import { TemporalCliMissing, cachedTemporalCli, findTemporalCli } from './temporal-cli.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'temporal-cli-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const program = async (path: string): Promise<string> => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, '#!/bin/sh\n');
  await chmod(path, 0o755);
  return path;
};
const environment = (): Record<string, string> => ({
  PATH: join(folder, 'path'),
  XDG_CACHE_HOME: join(folder, 'cache'),
});

describe('where the Temporal CLI is', () => {
  test('what TEMPORAL_CLI names comes before PATH, PATH before the cache', async () => {
    const env = environment();
    expect(await findTemporalCli(env)).toBeUndefined();
    const cached = await program(cachedTemporalCli(env));
    expect(await findTemporalCli(env)).toBe(cached);
    const onPath = await program(join(folder, 'path', 'temporal'));
    expect(await findTemporalCli(env)).toBe(onPath);
    const named = await program(join(folder, 'named'));
    expect(await findTemporalCli({ ...env, TEMPORAL_CLI: named })).toBe(named);
  });

  test('a TEMPORAL_CLI that cannot be run is an error, not a reason to look elsewhere', async () => {
    const env = environment();
    await program(cachedTemporalCli(env));
    const missing = findTemporalCli({ ...env, TEMPORAL_CLI: join(folder, 'nothing') });
    await expect(missing).rejects.toThrow(TemporalCliMissing);
  });

  test.each([
    ['unset', undefined],
    ['relative, which counts as unset', 'cache'],
  ])('the cache with XDG_CACHE_HOME %s is below the home', (_name, xdg) => {
    expect(cachedTemporalCli({ XDG_CACHE_HOME: xdg })).toMatch(
      new RegExp(`^${homedir()}/\\.cache/chatops-commander/bin/temporal-`),
    );
  });
});

describe('getting the Temporal CLI', () => {
  /** Plays the programs that would be run: each takes the folder it should fill. */
  const machine = (play: {
    download(command: LongCommand): Promise<LongCommandResult>;
    go(command: LongCommand): Promise<LongCommandResult>;
  }) => {
    const ran: string[] = [];
    const reported: string[] = [];
    return {
      ran,
      reported,
      deps: {
        env: environment(),
        noConnectionMs: 100,
        report: (line: string) => void reported.push(line),
        run: (command: LongCommand) => {
          ran.push(command.label);
          return command.command === 'go' ? play.go(command) : play.download(command);
        },
      },
    };
  };
  const downloads = async (command: LongCommand): Promise<LongCommandResult> => {
    await writeFile(join(command.args.at(-1) ?? '', 'temporal-cli-v1.5.1'), 'downloaded');
    return { kind: 'done' };
  };
  const builds = async (command: LongCommand): Promise<LongCommandResult> => {
    await writeFile(join(command.env?.GOBIN ?? '', 'temporal'), 'built');
    return { kind: 'done' };
  };
  const fails = async (): Promise<LongCommandResult> => ({ kind: 'failed', because: 'exit code 1' });
  const hangs = (command: LongCommand): Promise<LongCommandResult> =>
    new Promise((resolve) =>
      command.signal?.addEventListener('abort', () => resolve({ kind: 'failed', because: 'given up' })),
    );

  test.each([
    { name: 'download', download: downloads, go: fails, content: 'downloaded', commands: 1, says: undefined },
    { name: 'download fails: Go', download: fails, go: builds, content: 'built', commands: 2, says: 'exit code 1' },
    {
      name: 'download without a connection: Go',
      download: hangs,
      go: builds,
      content: 'built',
      commands: 2,
      says: 'no connection',
    },
  ])('$name', async ({ download, go, content, commands, says }) => {
    const { deps, ran, reported } = machine({ download, go });
    const path = await obtainTemporalCli(deps);
    expect(path).toBe(cachedTemporalCli(deps.env));
    expect(await readFile(path, 'utf8')).toBe(content);
    expect(ran).toHaveLength(commands);
    expect(reported.join('\n')).toContain(says ?? '');
    expect(await readdir(dirname(path))).toEqual(['temporal-1.5.1']);
  });

  test('a download that goes on receiving is not given up', async () => {
    const slowly = async (command: LongCommand): Promise<LongCommandResult> => {
      const file = join(command.args.at(-1) ?? '', 'temporal-cli.downloading');
      // Longer in all than the patience, each pause much shorter.
      for (let bytes = 1; bytes < 15; bytes += 1) {
        await writeFile(file, 'x'.repeat(bytes));
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return command.signal?.aborted ? { kind: 'failed', because: 'given up' } : downloads(command);
    };
    const { deps, ran } = machine({ download: slowly, go: fails });
    expect(await readFile(await obtainTemporalCli({ ...deps, noConnectionMs: 1_000 }), 'utf8')).toBe('downloaded');
    expect(ran).toHaveLength(1);
  });

  test('neither works: says what to do, leaves nothing half got', async () => {
    const { deps, reported } = machine({ download: fails, go: fails });
    await expect(obtainTemporalCli(deps)).rejects.toThrow(/TEMPORAL_CLI/);
    expect(reported).toHaveLength(2);
    expect(await readdir(dirname(cachedTemporalCli(deps.env)))).toEqual([]);
  });

  test('one that is there already: nothing is run', async () => {
    const { deps, ran } = machine({ download: downloads, go: builds });
    const cached = await program(cachedTemporalCli(deps.env));
    expect(await obtainTemporalCli(deps)).toBe(cached);
    expect(ran).toEqual([]);
  });
});
