// Webhooks as they come on a bad day: 100 a second for a minute, about 20 pull requests. npm run bench -- webhook
import { Worker } from 'node:worker_threads';
import { distribution } from './distribution.mjs';
import { loadPerCore, machine, versions } from './machine.mjs';
import { printTable, writeResults } from './report.mjs';
import { cpuMsOf, median, watchMemory } from './webhook/process-figures.mjs';
import { payloadsAbout } from './webhook/payloads.mjs';
import { startWebhookStack } from './webhook/stack.mjs';
import { tallyOf } from './webhook/tally.mjs';

const PULLS = 20;
const PER_SECOND = 100;
const SECONDS = 60;
const WARM_UP_SECONDS = 10;
const GOAL_P95_MS = 50;
/** What a process may have grown by between its first and its last quarter of the minute, and still be called flat. */
const FLAT_SHARE = 0.1;

export async function bench() {
  const before = loadPerCore();
  const stack = await startWebhookStack(PULLS);
  try {
    const bodies = payloadsAbout(stack.pulls, stack.repository);
    console.log(`warming up, ${WARM_UP_SECONDS} s`);
    await send(stack, bodies, WARM_UP_SECONDS, 'warm-up');
    const counted = await tallyOf(stack, 'warm-up');
    console.log(`measuring, ${SECONDS} s`);
    const memory = watchMemory(stack.appPid);
    const cpuBefore = cpuMsOf(stack.appPid);
    const answers = await send(stack, bodies, SECONDS, 'bench');
    const rss = memory.end();
    // what a delivery costs the app, whatever else the machine has to do
    const cpuMsPerDelivery = Math.round(((cpuMsOf(stack.appPid) - cpuBefore) / answers.length) * 100) / 100;
    const tally = await tallyOf(stack, 'bench');
    const load = { before, after: loadPerCore() };

    const taken = answers.filter(({ status }) => status === 202).length;
    const figures = [
      { name: 'answer', key: 'answer', unit: 'ms', distribution: distribution(answers.map((one) => one.ms)) },
      {
        name: 'answer, from when it was due',
        key: 'due',
        unit: 'ms',
        distribution: distribution(answers.map((one) => one.sinceDueMs)),
      },
    ];
    printTable(figures);
    const quarter = Math.floor(rss.length / 4);
    const [first, last] = [median(rss.slice(0, quarter)), median(rss.slice(-quarter))];
    const goals = [
      goal(
        `answer p95 under ${GOAL_P95_MS} ms`,
        figures[0].distribution.p95,
        figures[0].distribution.p95 < GOAL_P95_MS,
      ),
      goal(
        'none lost',
        answers.length - Math.min(taken, tally.handled),
        taken === answers.length && tally.handled === taken,
      ),
      goal('every pull request looked at after its last delivery', tally.notLookedAt, tally.notLookedAt === 0),
      goal('memory flat', `${first} → ${last} MiB`, last <= first * (1 + FLAT_SHARE)),
    ];
    const looks = tally.looks - counted.looks;
    const signals = tally.signals - counted.signals;
    console.log(`${answers.length} deliveries became ${signals} signals and ${looks} looks at ${PULLS} pull requests`);
    console.log(`each took ${cpuMsPerDelivery} ms of the app's processor time`);
    for (const one of goals) console.log(`${one.reached ? 'reached' : 'not reached'}: ${one.name} (${one.measured})`);
    console.log(`load per core: ${load.before} before, ${load.after} after`);
    const file = writeResults('webhook', {
      bench: 'webhook',
      at: new Date().toISOString(),
      deliveries: answers.length,
      perSecond: PER_SECOND,
      bodyBytes: Math.round(bodies.reduce((sum, { text }) => sum + text.length, 0) / bodies.length),
      pulls: PULLS,
      figures,
      goals,
      signals,
      looks,
      cpuMsPerDelivery,
      appMiB: { first, last, most: Math.max(...rss) },
      load,
      database: stack.database,
      machine: machine(),
      versions: versions(['probot', '@temporalio/client', 'pg', 'emulate']),
    });
    console.log(`written to ${file}`);
    return goals.every((one) => one.reached);
  } finally {
    await stack.stop();
  }
}

const goal = (name, measured, reached) => ({ name, measured, reached });

/** From a thread of its own, whose clock the rest of the bench does not hold up. */
function send({ url, secret }, bodies, seconds, round) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./webhook/sender.mjs', import.meta.url), {
      workerData: { url, secret, bodies, perSecond: PER_SECOND, count: PER_SECOND * seconds, round },
    });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
