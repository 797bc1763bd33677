import { StoryFailed } from '../demo/conversation.js';
import { interact } from '../demo/interactive.js';
import { playDemo } from '../demo/play-demo.js';
import { createScreen } from '../demo/screen.js';
import { startDevStack } from '../dev/dev-stack.js';
import { createLog, logTemporal } from '../runtime/create-log.js';
import { untilSignal } from '../runtime/until-signal.js';
import { readSettings } from '../settings/read-settings.js';

/** Stays up on a terminal, or until a signal; with `demo` and no terminal it ends after the stories. */
export async function dev(options: { demo?: true }): Promise<void> {
  process.exitCode = await startAndPlay(options.demo === true);
}

/** @returns the exit code: 0 when all was true, 130 after Ctrl-C. */
async function startAndPlay(demo: boolean): Promise<number> {
  const started = performance.now();
  const settings = readSettings({ LOG_LEVEL: 'error', ...process.env }, []);
  const log = createLog(settings.logLevel);
  logTemporal(log);
  const interrupted = new AbortController();
  const signalled = untilSignal().then((signal) => {
    console.log(`\n${signal}: stopping everything`);
    interrupted.abort();
  });
  const starting = startDevStack({
    databaseUrl: settings.databaseUrl,
    dataDir: settings.dataDir,
    // the stories are told with the catalog, so that they are the same everywhere
    ...(demo || settings.model === undefined ? {} : { model: settings.model }),
    log,
    say: (line) => console.log(`  ${line}`),
  });
  const stack = await Promise.race([starting, signalled.then(() => undefined)]);
  if (stack === undefined) {
    await starting.then(
      (late) => late.stop(),
      () => {},
    );
    return 130;
  }
  try {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `  ready after ${seconds} s: ${stack.github.htmlUrl}/${stack.repository} · Temporal ${stack.temporal.uiUrl}`,
    );
    console.log(`  clone the ops repo: git clone ${stack.github.cloneUrl}`);
    const screen = createScreen(process.stdout);
    if (demo) await Promise.race([playDemo(stack, screen), signalled]);
    if (demo && !process.stdin.isTTY) {
      if (!interrupted.signal.aborted) console.log('\nEverything above was true, checked on the servers themselves.');
      return interrupted.signal.aborted ? 130 : 0;
    }
    await (process.stdin.isTTY ? interact(stack, screen, interrupted.signal) : signalled);
    return interrupted.signal.aborted ? 130 : 0;
  } catch (error) {
    if (!(error instanceof StoryFailed)) throw error;
    console.error(`\nThe story broke: ${error.message}`);
    return 1;
  } finally {
    await stack.stop();
  }
}
