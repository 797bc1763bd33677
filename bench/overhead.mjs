import { distribution } from './distribution.mjs';
import { loadPerCore, machine, versions } from './machine.mjs';
import { startBenchStack } from './overhead/bench-stack.mjs';
import { STEPS } from './overhead/ops-repo.mjs';
import { warmSsh } from './overhead/warm-ssh.mjs';
import { printTable, verdict, writeResults } from './report.mjs';

/** GitHub lets an app write 80 contents a minute, and we keep to it: a round writes about ten, so each stack plays few. */
const ROUNDS_PER_STACK = 5;
const STACKS = 10;
const GOALS = { commentToPull: 500, mergeToCommand: 500, perStep: 25 };

/** What the whole path costs on this machine: asking, starting, and each step on top of its command. */
export async function bench() {
  const before = loadPerCore();
  const taken = { commentToPull: [], mergeToCommand: [], perStep: [], command: [], ssh: [] };
  for (let stack = 1; stack <= STACKS; stack += 1) {
    await onOneStack(taken, stack);
    console.log(`stack ${stack} of ${STACKS}: ${taken.commentToPull.length} requests measured`);
  }
  const figures = [
    { name: 'comment to pull request', key: 'commentToPull' },
    { name: 'merge to first remote command', key: 'mergeToCommand' },
    { name: 'a step, on top of its command', key: 'perStep' },
    { name: 'the command of a step, as the job took', key: 'command' },
    { name: 'peer: the same command by warm ssh', key: 'ssh' },
  ].flatMap(({ name, key }) =>
    taken[key].length === 0
      ? []
      : [{ name, key, unit: 'ms', goal: GOALS[key], distribution: distribution(taken[key]) }],
  );
  printTable(figures);
  const p50 = (key) => figures.find((figure) => figure.key === key)?.distribution.p50;
  const step = p50('perStep') + p50('command');
  const ratios = p50('ssh') === undefined ? {} : { stepToWarmSsh: Math.round((step / p50('ssh')) * 100) / 100 };
  if (ratios.stepToWarmSsh !== undefined)
    console.log(`a durable step takes ${ratios.stepToWarmSsh} times a warm ssh, which keeps no record of it`);
  const load = { before, after: loadPerCore() };
  console.log(`load per core: ${load.before} before, ${load.after} after`);
  const file = writeResults('overhead', {
    bench: 'overhead',
    at: new Date().toISOString(),
    figures: figures.map((figure) => ({ ...figure, verdict: verdict(figure) || undefined })),
    ratios,
    load,
    machine: machine(),
    versions: versions(['@temporalio/worker', '@electric-sql/pglite', 'emulate', 'ssh2', 'pg']),
  });
  console.log(`written to ${file}`);
}

async function onOneStack(taken, number) {
  const stack = await startBenchStack();
  try {
    // connections, tokens and compiled code of a new stack are not what a request costs
    await request(stack);
    for (let round = 0; round < ROUNDS_PER_STACK; round += 1) {
      const { askedMs, stampedMs } = await request(stack);
      taken.commentToPull.push(askedMs);
      taken.mergeToCommand.push(stampedMs);
    }
    if (number % 3 !== 1) return;
    const steps = await twentySteps(stack);
    taken.perStep.push(...steps.overhead);
    taken.command.push(...steps.command);
    taken.ssh.push(...((await warmSsh(stack, STEPS)) ?? []));
  } finally {
    await stack.stop();
  }
}

async function request(stack) {
  const issue = await stack.openIssue();
  const { pull, ms: askedMs } = await stack.ask(issue, 'stamp the clock');
  await stack.approve(pull);
  const stampedMs = await stack.mergeAndStamp(pull);
  await stack.reported(pull);
  return { askedMs, stampedMs };
}

/** From the end of one step to the end of the next, less what the job of the next took by the server's clock (in 10 ms). */
async function twentySteps(stack) {
  const issue = await stack.openIssue();
  const { pull } = await stack.ask(issue, 'take twenty steps');
  await stack.approve(pull);
  await stack.merge(pull);
  const { outcomes } = await stack.finished(pull);
  const ends = outcomes.map((outcome) => Date.parse(outcome.finishedAt));
  const command = outcomes.map((outcome) => outcome.result?.durationMs ?? 0);
  const overhead = ends.slice(1).map((end, index) => end - ends[index] - command[index + 1]);
  return { overhead, command };
}
