import {
  breaksOff,
  callsTool,
  drips,
  endsEarly,
  fails,
  failsWithin,
  says,
  stalls,
} from '@chatops-commander/devstack/model/answers';
import { type ModelServer, startModelServer } from '@chatops-commander/devstack/model/start-model-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { summarise } from '../planner.fixture.js';
import type { PlanContext } from '../planner.js';
import { type AnthropicPlannerDeps, createAnthropicPlanner, type ModelUse } from './create-anthropic-planner.js';
import {
  composed,
  contextOf,
  createImpatientClock,
  createManualClock,
  pick,
  planningDeps,
  step,
  wirePlan,
} from './planning.fixture.js';

let server: ModelServer;
const uses: ModelUse[] = [];
beforeAll(async () => {
  server = await startModelServer();
});
beforeEach(() => {
  server.reset();
  uses.length = 0;
});
afterAll(() => server.close());

const planner = (deps: Partial<AnthropicPlannerDeps> = {}) => createAnthropicPlanner(planningDeps(server, uses, deps));
const plan = (text: string, more: Partial<PlanContext> = {}, deps: Partial<AnthropicPlannerDeps> = {}) =>
  planner(deps).plan(contextOf(text, more));
const restart = wirePlan('runbook', { picks: [pick('restart-service', ['web-01'], { service: 'nginx' })] });

describe('what the model says becomes an outcome of ours', () => {
  test('a pick of the library: bound by us, with provenance', async () => {
    server.next(says(restart));
    const outcome = await plan('kick nginx on web-01');
    expect(summarise(outcome)).toBe('restart-service nginx @ web-01');
    if (outcome.kind !== 'runbook') return expect.fail('a runbook');
    expect(outcome.runbook.metadata.source).toMatchObject({
      planner: 'anthropic claude-sonnet-5-5 plan-v1',
      template: 'runbooks/restart-service.yaml',
      words: 'kick nginx on web-01',
      requester: 'alice',
    });
    expect(outcome.notices).toBeUndefined();
    expect(uses).toMatchObject([{ result: 'runbook', calls: 1, tokens: { cacheWrite: 20_000, output: 120 } }]);
  });

  test.each([
    [
      'a question with choices',
      wirePlan('question', { picks: [pick('restart-service', ['web-01'], { service: 'nginx' })] }),
      'question',
    ],
    ['proposals', wirePlan('proposals', { picks: [pick('check-disk', ['web-01'])] }), 'proposals'],
    ['an answer', wirePlan('answer'), 'answer'],
    ['a refusal', wirePlan('refusal'), 'refusal'],
    ['a plan in a fence', `\`\`\`json\n${JSON.stringify(restart)}\n\`\`\``, 'runbook'],
  ])('%s', async (_name, said, kind) => {
    server.next(says(said));
    expect((await plan('nginx ?')).kind).toBe(kind);
  });

  test('steps of its own: said to the reviewer, and risk is computed by us', async () => {
    const runbook = composed(['web-01'], [step('shell.run', { argv: ['systemctl', 'daemon-reload'] })]);
    server.next(says(wirePlan('runbook', { runbook })));
    const outcome = await plan('daemon-reload on web-01');
    expect(outcome.notices?.map(({ en }) => en)).toEqual([
      'No library runbook fits: anthropic claude-sonnet-5-5 plan-v1 wrote these steps itself. Read each of them.',
    ]);
  });

  test('a change of servers that who asked did not name is asked, never planned', async () => {
    const elsewhere = pick('restart-service', ['web-02'], { service: 'nginx' });
    server.next(says(wirePlan('runbook', { picks: [elsewhere] })));
    const outcome = await plan('restart it on web-01');
    expect(outcome).toMatchObject({
      kind: 'question',
      message: { en: 'This would change web-02, which you did not name. Which servers do you mean?' },
      choices: [{ template: elsewhere.template, servers: ['web-02'], inputs: { service: 'nginx' } }],
    });
    // steps of its own cannot be taken up by a number: the names have to be said
    server.next(says(wirePlan('runbook', { runbook: composed(['db-01'], [step('shell.run', { argv: ['id'] })]) })));
    expect(await plan('run id on web-01')).toMatchObject({ kind: 'question', choices: [] });
  });

  test('a look, and the next one under other names, until it has to say something', async () => {
    const look = wirePlan('diagnose', { runbook: composed(['web-01'], [step('system.disk')]) });
    const finding = {
      step: 'look1_1',
      uses: 'system.disk',
      server: 'web-01',
      ok: true,
      outputs: {},
      summary: { en: '', fr: '' },
    };
    server.otherwise(says(look));
    const first = await plan('disk full?');
    const second = await plan('disk full?', { findings: [finding] });
    const third = await plan('disk full?', { findings: [finding, { ...finding, step: 'look2_1' }] });
    expect([first, second].map((one) => (one.kind === 'diagnose' ? one.steps.map(({ id }) => id) : one.kind))).toEqual([
      ['look1_1'],
      ['look2_1'],
    ]);
    expect(third.kind).toBe('question');
  });

  test('a number answers what was offered, without the model', async () => {
    const proposal = {
      title: { en: 'a', fr: 'a' },
      effect: { en: 'a', fr: 'a' },
      risk: 'medium' as const,
      template: 'runbooks/restart-service.yaml',
      inputs: { service: 'nginx' },
      servers: ['web-02'],
    };
    expect(summarise(await plan('1', { openProposals: [proposal] }))).toBe('restart-service nginx @ web-02');
    expect(server.calls).toHaveLength(0);
  });
});

describe('what does not hold goes back to the model', () => {
  const wrongPlans: readonly (readonly [name: string, said: Parameters<typeof says>[0], problem: RegExp])[] = [
    ['no JSON', 'Sure! I will restart it.', /not JSON/],
    ['half of a JSON', '{"kind": "answer", "mess', /not JSON/],
    ['another form', { kind: 'runbook', risk: 'low' }, /missing/],
    ['a risk of its own', { ...wirePlan('answer'), risk: 'low' }, /risk/],
    ['no words', wirePlan('answer', { message: { en: '', fr: '' } }), /words in both languages/],
    ['a flood of words', wirePlan('answer', { message: { en: 'a'.repeat(2_001), fr: 'a' } }), /at most 2000/],
    [
      'a template that is none',
      wirePlan('runbook', { picks: [pick('../../.chatops/policy', ['web-01'])] }),
      /no template/,
    ],
    ['a server that is none', wirePlan('runbook', { picks: [pick('check-disk', ['web-99'])] }), /no server web-99/],
    [
      'an input that is none',
      wirePlan('runbook', { picks: [pick('check-disk', ['web-01'], { sudo: 'yes' })] }),
      /no such input/,
    ],
    [
      'an input that is missing',
      wirePlan('runbook', { picks: [pick('restart-service', ['web-01'])] }),
      /needs service/,
    ],
    [
      'two picks at once',
      wirePlan('runbook', { picks: [pick('check-disk', ['web-01']), pick('check-health', ['web-01'])] }),
      /one pick/,
    ],
    ['nothing to do', wirePlan('runbook'), /either one pick or a runbook/],
    ['proposals of nothing', wirePlan('proposals'), /at least one/],
    [
      'an action that is none',
      wirePlan('runbook', { runbook: composed(['web-01'], [step('shell.exec')]) }),
      /no action shell\.exec/,
    ],
    [
      'a name that hides a command',
      wirePlan('runbook', { runbook: composed(['web-01'], [step('service.restart', { service: 'nginx; id' })]) }),
      /service/,
    ],
    [
      'a value that is no JSON',
      wirePlan('runbook', { runbook: composed(['web-01'], [step('shell.run', { argv: { json: '{' } })]) }),
      /json is none/,
    ],
    [
      'a diagnosis that changes something',
      wirePlan('diagnose', { runbook: composed(['web-01'], [step('service.restart', { service: 'nginx' })]) }),
      /diagnose only reads/,
    ],
    [
      'a service where it does not run',
      wirePlan('runbook', { picks: [pick('restart-service', ['db-01'], { service: 'nginx' })] }),
      /does not run on db-01/,
    ],
  ];
  test.each(wrongPlans)('%s: told what is wrong, and what comes then counts', async (_name, said, problem) => {
    server.next(says(said), says(restart));
    expect(summarise(await plan('restart nginx on web-01'))).toBe('restart-service nginx @ web-01');
    const { messages } = JSON.parse(server.calls[1]?.body ?? '');
    expect(messages.map(({ role }: { role: string }) => role)).toEqual(['user', 'assistant', 'user']);
    expect(messages[2].content).toMatch(problem);
  });

  test('a tool that nobody offered is not run, and said to be none', async () => {
    server.next(callsTool('bash', { command: 'id' }), says(wirePlan('answer')));
    expect((await plan('hello')).kind).toBe('answer');
    expect(server.calls[1]?.body).toMatch(/there are no tools/);
  });

  test('an answer cut at its longest', async () => {
    server.next(says('{"kind":', { stop: 'max_tokens' }), says(wirePlan('answer')));
    expect((await plan('hello')).kind).toBe('answer');
    expect(server.calls[1]?.body).toMatch(/cut at its longest/);
  });

  test('twice at most; then a person is asked, with what the catalog would offer', async () => {
    server.otherwise(says('no'));
    const outcome = await plan('restart nginx');
    expect(outcome).toMatchObject({
      kind: 'question',
      message: { en: expect.stringMatching(/^I could not make a plan/) },
    });
    expect(server.calls).toHaveLength(3);
    expect(uses).toMatchObject([{ result: 'no-plan', calls: 3 }]);
  });
});

describe('while the model is away, the catalog planner answers, and it is said why', () => {
  const noticeOf = async (deps: Partial<AnthropicPlannerDeps> = {}) => {
    const outcome = await plan('restart nginx on web-01', {}, deps);
    expect(summarise(outcome)).toBe('restart-service nginx @ web-01');
    return outcome.notices?.map(({ en }) => /\((.*)\)/.exec(en)?.[1]);
  };

  test.each([
    ['overloaded', fails(529), 4, 'it is overloaded'],
    ['broken', fails(500), 4, 'it is overloaded'],
    ['a gateway without an answer', fails(502), 4, 'it is overloaded'],
    ['rate limits', fails(429), 4, 'too many requests at once'],
    ['an error within the stream', failsWithin('overloaded_error'), 4, 'it is overloaded'],
    ['connections that are cut', breaksOff('{"kind":'), 4, 'its answers broke off'],
    ['answers that end too early', endsEarly('{"kind":'), 4, 'its answers broke off'],
    ['a key that is refused', fails(401), 1, 'it refuses our key'],
    ['a request that is refused', fails(400), 1, 'it does not take our request'],
    ['a model that declines', says('', { stop: 'refusal' }), 1, 'it declined to answer'],
  ])('%s', async (_name, play, calls, reason) => {
    server.otherwise(play);
    expect(await noticeOf()).toEqual([reason]);
    expect(server.calls).toHaveLength(calls);
  });

  test('nobody listens', async () => {
    const gone = await startModelServer();
    await gone.close();
    expect(await noticeOf({ baseUrl: gone.url })).toEqual(['it cannot be reached']);
  });

  test('an answer that comes after a failure counts', async () => {
    server.next(fails(529), breaksOff('{'), says(restart));
    expect((await plan('restart nginx on web-01')).notices).toBeUndefined();
    expect(server.calls).toHaveLength(3);
  });

  test('it waits as long as the server asks, and no longer than there is time', async () => {
    const clock = createImpatientClock();
    server.next(fails(429, { 'retry-after': '7' }), fails(529, { 'retry-after-ms': '120' }), fails(500), says(restart));
    await plan('restart nginx on web-01', {}, { clock });
    expect(clock.waits.filter((wait) => wait < 15_000)).toEqual([7_000, 120, 2_000]);
    server.reset();
    server.otherwise(fails(429, { 'retry-after': '90' }));
    expect(await noticeOf()).toEqual(['too many requests at once']);
    expect(server.calls).toHaveLength(1);
  });

  test('an answer of which nothing more arrives', async () => {
    const clock = createManualClock();
    let stalled = (): void => {};
    const reached = new Promise<void>((resolve) => {
      stalled = resolve;
    });
    server.next(stalls('{"kind":', stalled));
    const planned = noticeOf({ clock });
    await reached;
    clock.advance(15_000);
    expect(await planned).toEqual(['it did not answer in time']);
  });

  test('an answer that drips for as long as there is time', async () => {
    const clock = createManualClock();
    const { play, more } = drips();
    server.next(play);
    const planned = noticeOf({ clock });
    // the deadline, the start of the call, and the two events that begin an answer
    await clock.waited(4);
    for (const drop of [1, 2, 3, 4]) {
      clock.advance(10_000);
      more();
      await clock.waited(4 + drop);
    }
    clock.advance(5_000);
    expect(await planned).toEqual(['it did not answer in time']);
    expect(server.calls).toHaveLength(1);
  });

  test('without structured output, where the server does not know it: then by the words of the prompt', async () => {
    const one = planner();
    server.next(
      fails(400, {}, 'output_config: Extra inputs are not permitted'),
      says(restart),
      says(wirePlan('answer')),
    );
    expect((await one.plan(contextOf('restart nginx on web-01'))).kind).toBe('runbook');
    expect((await one.plan(contextOf('hello'))).kind).toBe('answer');
    expect(server.calls.map(({ body }) => 'output_config' in JSON.parse(body))).toEqual([true, false, false]);
  });

  test('after three failures in a row it rests for a minute, then one request tries', async () => {
    const clock = createImpatientClock();
    const one = planner({ clock });
    const ask = async () => (await one.plan(contextOf('restart nginx on web-01'))).notices?.[0]?.en ?? 'the model';
    server.otherwise(fails(401));
    for (const _ of [1, 2, 3]) expect(await ask()).toMatch(/refuses our key/);
    expect(await ask()).toMatch(/failed several times/);
    expect(server.calls).toHaveLength(3);
    clock.advance(60_000);
    expect(await ask()).toMatch(/refuses our key/);
    expect(await ask()).toMatch(/failed several times/);
    clock.advance(60_000);
    server.otherwise(says(restart));
    expect(await ask()).toBe('the model');
    expect(await ask()).toBe('the model');
  });

  test('a budget that is used up; what was set aside and not spent is given back', async () => {
    const settled: number[] = [];
    const day = '2026-11-20';
    const budget = (enough: boolean) => ({
      reserve: async (amount: number) => (enough ? { day, amount } : undefined),
      settle: async (_of: unknown, spent: number) => {
        settled.push(spent);
      },
    });
    expect(await noticeOf({ budget: budget(false) })).toEqual(["today's budget for it is used up"]);
    expect(server.calls).toHaveLength(0);
    server.next(says('no'), says(restart));
    await plan('restart nginx on web-01', {}, { budget: budget(true) });
    // 900 tokens in, 20,000 into the cache, 120 out, at 2 and 10 dollars a million
    expect(settled).toEqual([53_000, 53_000]);
    expect(uses.at(-1)).toMatchObject({ cost: 106_000, calls: 2 });
  });
});
