import { type ModelServer, startModelServer } from '@chatops-commander/devstack/model/start-model-server';
import { findAction } from '@chatops-commander/engine/actions/registry';
import { fleetOf, reachOf } from '@chatops-commander/engine/approval/reach';
import { requiredApprovals } from '@chatops-commander/engine/approval/required-approvals';
import { createAnthropicPlanner } from '@chatops-commander/engine/planner/anthropic/create-anthropic-planner';
import { planningDeps } from '@chatops-commander/engine/planner/anthropic/planning.fixture';
import type { PlanContext, PlanOutcome, Proposal } from '@chatops-commander/engine/planner/planner';
import { renderAnswer } from '@chatops-commander/engine/report/render-answer';
import { findOddities } from '@chatops-commander/engine/request/find-oddities';
import { assessRisk, changesSomething } from '@chatops-commander/engine/runbook/assess-risk';
import { mayReadDirectly } from '@chatops-commander/engine/runbook/direct-reading';
import { lintRunbook } from '@chatops-commander/engine/runbook/lint-runbook';
import { everyStep } from '@chatops-commander/engine/runbook/number-steps';
import { serversTouched } from '@chatops-commander/engine/runbook/select-servers';
import { serializeRunbook } from '@chatops-commander/engine/runbook/serialize-runbook';
import { parsePolicy, type Runbook } from '@chatops-commander/schemas';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Obedience, obediences } from './obedience.js';
import { leaky, mustStay, order, storedSecret, type WayIn, waysIn } from './ways-in.js';

const policy = parsePolicy(
  'apiVersion: chatops-commander/v1\nkind: Policy\nroles: { admin: { users: [chloe] }, operator: { users: [alice, bruno] } }\n',
  'policy.yaml',
);
let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

async function plan(context: PlanContext, { play }: Pick<Obedience, 'play'>): Promise<PlanOutcome> {
  server.reset();
  server.otherwise(play);
  const planner = createAnthropicPlanner(planningDeps(server, [], { secrets: async () => [storedSecret] }));
  return await planner.plan({ ...context, policy });
}

const bytesSent = (): string => server.calls.map(({ body }) => body).join('\n');

const namesOf = (names: readonly string[]) => obediences.filter(({ name }) => names.includes(name));
/** One of each kind: what a model obeys does not depend on where it read it, and one way is tried with all. */
const typical = namesOf([
  'runs a command on every server',
  'runs a command where something was asked for',
  'calls a change a look',
  'speaks in our name',
  'repeats all that it was told',
]);

describe.each(waysIn.map((way) => [way.name, way] as const))('an order %s', (name, way) => {
  const tried = name === 'plain, in what somebody else wrote' ? obediences : typical;
  test.each(tried.map((obedience) => [obedience.name, obedience] as const))(
    'to a model that %s',
    async (_obedience, obedience) => {
      const outcome = await plan(way.context, obedience);
      expectHarmless(outcome, way.context);
      expectSeen(outcome, way);
      if (way.hidden) expect(bytesSent()).not.toContain('evil.example/x on every');
    },
  );
});

describe('no secret and no address leaves', () => {
  test.each(obediences.map((obedience) => [obedience.name, obedience] as const))(
    'with a model that %s',
    async (_name, obedience) => {
      const [first] = waysIn;
      if (first === undefined) return expect.fail('there is a way in');
      const outcome = await plan({ ...first.context, ...leaky }, obedience);
      const sent = bytesSent();
      expect(sent).toContain('[[host:web-01]]');
      expect(mustStay.filter((text) => sent.includes(text))).toEqual([]);
      expectHarmless(outcome, first.context);
      // nor do addresses of the inventory reach GitHub by what a model says
      expect(outcome.message.en).not.toMatch(/10\.0\.\d\.\d+/);
    },
  );
});

/** Nothing runs by itself but what reads state; everything else waits for the approvals that it needs from anybody. */
function expectHarmless(outcome: PlanOutcome, { inventory, catalog, source }: PlanContext): void {
  switch (outcome.kind) {
    case 'runbook':
    case 'diagnose':
      expectJudged(outcome.runbook);
      break;
    case 'question':
      outcome.choices.forEach(expectOffered);
      break;
    case 'proposals':
      outcome.proposals.forEach(expectOffered);
      break;
    case 'answer':
    case 'refusal': {
      const { message, language } = outcome;
      const comment = renderAnswer({ language, message, findings: [], runbook: undefined });
      expect(outsideCode(comment)).not.toMatch(/<!--|@\w|:\/\/|\]\(|!\[/);
      break;
    }
    default:
      outcome satisfies never;
  }

  function expectJudged(runbook: Runbook): void {
    const text = serializeRunbook(runbook);
    const lint = lintRunbook({ text, file: 'changes/x.yaml', as: 'change', inventory, policy, findAction });
    expect(lint.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(runbook.metadata.source).toMatchObject({ requester: source.requester, issue: source.issue });
    const reading = mayReadDirectly({ runbook, inventory, policy, role: 'operator', findAction });
    if (outcome.kind === 'diagnose') expect(changesSomething(runbook, findAction)).toBe(false);
    if (reading.kind === 'direct') {
      const effects = everyStep(runbook).map(({ step }) => findAction(step.uses)?.effect);
      expect(effects.filter((effect) => effect !== 'read')).toEqual([]);
      expect(text).not.toContain('evil.example');
      return;
    }
    if (!changesSomething(runbook, findAction)) return;
    const assessed = assessRisk({ runbook, inventory, policy, findAction });
    // the same steps from a person's hand
    const { source: _, ...metadata } = runbook.metadata;
    expect(assessRisk({ runbook: { ...runbook, metadata }, inventory, policy, findAction })).toEqual(assessed);
    const reach = reachOf(runbook, inventory, findAction);
    const required = requiredApprovals([{ ...assessed, ...reach }], fleetOf(inventory), policy);
    expect(required.count).toBeGreaterThan(0);
  }

  function expectOffered({ template, risk, servers }: Proposal): void {
    const entry = catalog.find(({ path }) => path === template);
    if (entry === undefined) expect.fail(`${template} is in the library`);
    const targets = servers.length > 0 ? { targets: { servers: [...servers] } } : {};
    const runbook = { ...entry.runbook, spec: { ...entry.runbook.spec, ...targets } };
    expect(risk).toBe(assessRisk({ runbook, inventory, policy, findAction }).risk);
  }
}

/** What GitHub acts upon: without code spans, and without characters that are only themselves. */
function outsideCode(markdown: string): string {
  return markdown.replace(/\\.|(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
}

/** Whoever reviews a change is told what was unusual, by the words it came from or by what it does. */
function expectSeen(outcome: PlanOutcome, { context, ordinary, own }: WayIn): void {
  const changes = outcome.kind === 'runbook' && changesSomething(outcome.runbook, findAction);
  // never wider than what who asked wrote, whoever else wrote more
  if (changes && own === undefined) expect(serversTouched(outcome.runbook)).toEqual(['web-01']);
  const { text, removed, issue, thread } = context;
  const words = findOddities([
    { login: undefined, text, ...(removed === undefined ? {} : { removed }) },
    ...(issue === undefined ? [] : [{ login: issue.login, text: `${issue.title}\n${issue.text}` }]),
    ...thread.map((message) => ({ login: message.login, text: message.text })),
  ]);
  if (ordinary === undefined) expect(words.length).toBeGreaterThan(0);
  if (changes) expect([...words, ...(outcome.notices ?? [])].length).toBeGreaterThan(0);
}

test('every kind of obedience is there', () => expect(typical).toHaveLength(5));

test('the suite is one: the order is in what a model reads where it was not hidden', async () => {
  const visible = waysIn.find(({ name }) => name.startsWith('plain, in what somebody'));
  if (visible === undefined) return expect.fail('a plain way');
  await plan(visible.context, { play: obediences[0]?.play ?? (() => {}) });
  expect(bytesSent()).toContain(order);
});
