import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createConversation } from '../../cli/dist/demo/conversation.js';
import { startDevStack } from '../../cli/dist/dev/dev-stack.js';
import { createLog, logTemporal } from '../../cli/dist/runtime/create-log.js';
import { benchRunbooks, STAMPS } from './ops-repo.mjs';

const SERVER = 'db-01';
const LOOK_EVERY_MS = 5;

const log = createLog('error');
// once per process, before anything connects
logTemporal(log);

/** The dev stack with its people and one server, as the measurements use it; with a `model`, that plans too. */
export async function startBenchStack({ model } = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'chatops-bench-'));
  const stack = await startDevStack({
    databaseUrl: undefined,
    dataDir,
    log,
    say: () => {},
    files: benchRunbooks,
    ...(model === undefined ? {} : { model }),
  }).catch(async (error) => {
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  });
  const { github, records, repository } = stack;
  const person = (login) => {
    const client = github.as(login);
    return { login, request: (method, path, body) => client.request(method, path, body) };
  };
  const [alice, bruno] = [person('alice'), person('bruno')];
  const conversation = createConversation(repository, alice);
  const server = stack.servers.servers.find((one) => one.plan.name === SERVER);
  if (server === undefined) throw new Error(`the sample servers have no ${SERVER}`);
  const stamps = async () =>
    (await readFile(join(server.home, STAMPS), 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');

  return {
    server,
    keyFile: join(stack.servers.secretsDir, 'sample-ssh'),

    /** An issue of its own per request: a long thread would be measured along. */
    openIssue: () => conversation.openIssue(alice, 'bench'),

    /** Milliseconds from the POST of a comment to the answer of the POST that opens its pull request. */
    async ask(issue, words) {
      const known = new Set(
        github
          .deliveries()
          .filter(isOpened)
          .map((delivery) => delivery.id),
      );
      const opened = github.waitForDelivery((delivery) => isOpened(delivery) && !known.has(delivery.id));
      const posted = Date.now();
      await conversation.say(alice, issue, `/ops ${words} on ${SERVER}`);
      const late = pause(60_000, undefined, { ref: false }).then(() => {
        throw new Error(`no pull request came of "${words}" within a minute`);
      });
      const pull = JSON.parse((await Promise.race([opened, late])).body).number;
      // the log notes a write when it is answered, so this is not the webhook's time but GitHub's
      const write = github.writeLog().findLast((one) => one.method === 'POST' && one.path.endsWith('/pulls'));
      if (write === undefined) throw new Error('a pull request was announced that nobody opened');
      return { pull, ms: write.at - posted };
    },

    /** Approved, and taken in: what the approval set off must not be measured with the merge. */
    async approve(pull) {
      const check = async () => {
        const { body } = await alice.request('GET', `/repos/${repository}/issues/${pull}/comments`);
        return JSON.stringify(body);
      };
      await until('the first look at the pull request', async () => (await check()) !== '[]');
      const before = await check();
      await conversation.approve(bruno, pull);
      await until('the look at the approval', async () => (await check()) !== before);
    },

    /** Milliseconds from the merge's request to the moment that the first remote command read from the same clock. */
    async mergeAndStamp(pull) {
      const before = (await stamps()).length;
      const merging = Date.now();
      await conversation.merge(bruno, pull);
      const stamp = await until('the stamp', async () => (await stamps())[before]);
      return Number(BigInt(stamp) / 1000n) / 1000 - merging;
    },

    /** Given up: while it is open, the same request would be shown it instead of getting one of its own. */
    close: (pull) => alice.request('PATCH', `/repos/${repository}/pulls/${pull}`, { state: 'closed' }),

    merge: (pull) => conversation.merge(bruno, pull),

    /** The run of a pull request, once it ended well. Told by GitHub: asking the records all the while would slow the run. */
    async finished(pull) {
      await this.reported(pull);
      const run = await until('the end of the run', async () => {
        const [row] = await records.runs.runsOfPull(repository, pull);
        return row?.finishedAt == null ? undefined : row;
      });
      if (run.state !== 'succeeded') throw new Error(`run ${run.id} ended as ${run.state}; nothing can be concluded`);
      // the first attempt of a run is recorded under the name of the run
      return { run, outcomes: await records.outcomes.ofRun(run.id) };
    },

    async reported(pull) {
      await github.waitForDelivery(
        ({ event, body }) => event === 'issue_comment' && body.includes('✅') && JSON.parse(body).issue.number === pull,
      );
    },

    async stop() {
      await stack.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const isOpened = (delivery) => delivery.event === 'pull_request' && delivery.action === 'opened';

async function until(what, look) {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(LOOK_EVERY_MS)) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
  }
  throw new Error(`${what} did not come within a minute; look for errors above`);
}
