import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { builtModule } from '../processes/built-module.js';
import { TEMPORAL_CLI_VERSION, TemporalCliMissing, cachedTemporalCli, findTemporalCli } from './temporal-cli.js';

/** A download that receives nothing for this long has no connection. */
const NO_CONNECTION_MS = 10_000;

/** A program that set-up runs for us, showing how long it takes. */
export interface LongCommand {
  readonly label: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Aborted when it should be given up. */
  readonly signal?: AbortSignal;
}
export type LongCommandResult = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly because: string };

export interface ObtainTemporalCliDeps {
  readonly env: Readonly<Record<string, string | undefined>>;
  run(command: LongCommand): Promise<LongCommandResult>;
  report(line: string): void;
  /** Milliseconds without a byte after which the download is given up. */
  readonly noConnectionMs?: number;
}

/**
 * The path of the Temporal CLI, got when the machine has none: the download that the SDK's testing package offers,
 * else built with Go. What is got lands in our cache in one rename. Throws TemporalCliMissing when neither works.
 */
export async function obtainTemporalCli(deps: ObtainTemporalCliDeps): Promise<string> {
  const found = await findTemporalCli(deps.env);
  if (found !== undefined) return found;

  const target = cachedTemporalCli(deps.env);
  await mkdir(dirname(target), { recursive: true });
  const folder = await mkdtemp(join(dirname(target), '.getting-'));
  try {
    const got = (await download(folder, deps)) ?? (await build(folder, deps));
    if (got === undefined) throw new TemporalCliMissing(undefined);
    await rename(got, target);
    return target;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(folder: string, deps: ObtainTemporalCliDeps): Promise<string | undefined> {
  const giveUp = new AbortController();
  const watch = abortWhenStalled(folder, giveUp, deps.noConnectionMs ?? NO_CONNECTION_MS);
  const result = await deps.run({
    label: `downloading the Temporal CLI ${TEMPORAL_CLI_VERSION}`,
    command: process.execPath,
    args: [builtModule('temporal/download-child'), `v${TEMPORAL_CLI_VERSION}`, folder],
    signal: giveUp.signal,
  });
  clearInterval(watch);
  const [file] = (await readdir(folder)).filter((name) => !name.endsWith('.downloading'));
  if (result.kind === 'done' && file !== undefined) return join(folder, file);
  const because = giveUp.signal.aborted
    ? 'no connection'
    : result.kind === 'failed'
      ? result.because
      : 'nothing arrived';
  deps.report(`the official download did not work (${because}); building it with Go instead, about 4 minutes`);
  return undefined;
}

async function build(folder: string, deps: ObtainTemporalCliDeps): Promise<string | undefined> {
  const result = await deps.run({
    label: `building the Temporal CLI ${TEMPORAL_CLI_VERSION} with Go`,
    command: 'go',
    // A quarter of the time of the compiler goes into what a debugger would need.
    args: [
      'install',
      '-ldflags=-s -w',
      '-gcflags=all=-dwarf=false',
      `github.com/temporalio/cli/cmd/temporal@v${TEMPORAL_CLI_VERSION}`,
    ],
    env: { GOBIN: folder },
  });
  if (result.kind === 'done') return join(folder, 'temporal');
  deps.report(`Go could not build it either (${result.because})`);
  return undefined;
}

/** The SDK downloads without a time limit; what it has received shows in the size of its file. */
function abortWhenStalled(folder: string, giveUp: AbortController, patienceMs: number): NodeJS.Timeout {
  let bytes = 0;
  let since = performance.now();
  return setInterval(
    () => {
      void sizeOf(folder).then((now) => {
        if (now > bytes) {
          bytes = now;
          since = performance.now();
        } else if (performance.now() - since > patienceMs) giveUp.abort();
      });
    },
    Math.min(500, patienceMs / 4),
  );
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        (entry) => entry.size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
