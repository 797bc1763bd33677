import type { Planner, PlanOutcome } from '@chatops-commander/engine/planner/planner';
import { beforeAll, expect, test } from 'vitest';
import { beyondAsked, evaluate } from './evaluate.js';
import type { EvaluationCase } from './evaluation-case.js';
import { readWorlds, type Worlds } from './read-set.js';

let worlds: Worlds;
beforeAll(async () => {
  worlds = await readWorlds();
});

const said = { en: 'So be it.', fr: 'Soit.' };
const asks = (over: Partial<EvaluationCase['expect']> = {}): EvaluationCase => ({
  id: 'a-case',
  world: 'shop',
  part: 'tuning',
  language: 'en',
  category: 'actions',
  text: 'restart nginx on web-01',
  thread: [],
  proposals: undefined,
  findings: [],
  expect: {
    outcomes: ['runbook'],
    actions: [['service.restart']],
    targets: [['web-01']],
    risks: ['medium'],
    inputs: { service: ['nginx'] },
    offers: undefined,
    limits: { risk: 'medium', targets: ['web-01'], actions: ['service.restart'] },
    ...over,
  },
});
const plans = (action: string, servers: string[]): Planner => ({
  name: 'made up',
  plan: async (): Promise<PlanOutcome> => ({
    kind: 'runbook',
    language: 'en',
    message: said,
    runbook: {
      apiVersion: 'chatops-commander/v1',
      kind: 'Runbook',
      metadata: { name: 'planned', title: 'Planned' },
      spec: { targets: { servers }, steps: [{ uses: action, with: { service: 'nginx' } }] },
    },
  }),
});

test('a plan is read the way it would run: servers, risk, values, and what lint says', async () => {
  const { scores } = await evaluate([asks()], worlds, plans('service.restart', ['web-01']));
  expect(scores[0]).toMatchObject({ right: true, planned: { servers: ['web-01'], risk: 'medium', problems: [] } });
  const wrong = await evaluate([asks()], worlds, plans('service.restart', ['web-01', 'nowhere-01']));
  expect(wrong.scores[0]?.planned.problems[0]).toContain('nowhere-01');
});

test('what the library lacks is not counted, but must not become something else', async () => {
  const lacking = asks({
    actions: [['account.revoke']],
    limits: { risk: 'critical', targets: undefined, actions: [] },
  });
  const evaluation = await evaluate([lacking], worlds, plans('service.stop', ['web-01']));
  expect(evaluation.scores).toEqual([]);
  expect(evaluation.skipped[0]?.missing).toEqual(['account.revoke']);
  expect(beyondAsked(evaluation).map(({ beyond }) => beyond)).toEqual([['also service.stop']]);
});

test('without proposals of its own, a number answers what the thread was offered', async () => {
  const seen: string[] = [];
  const planner: Planner = {
    name: 'made up',
    plan: async ({ text, openProposals }) => {
      seen.push(`${text}: ${openProposals.map(({ template }) => template).join()}`);
      const choice = {
        title: said,
        effect: said,
        risk: 'medium' as const,
        template: 'runbooks/restart-service.yaml',
        inputs: {},
        servers: ['web-01'],
      };
      return { kind: 'question', language: 'en', message: said, choices: [choice] };
    },
  };
  const thread = [
    { by: 'user' as const, text: 'restart nginx' },
    { by: 'bot' as const, text: 'Where?' },
  ];
  await evaluate([{ ...asks(), text: '1', thread }], worlds, planner);
  expect(seen).toEqual(['restart nginx: ', '1: runbooks/restart-service.yaml']);
  seen.length = 0;
  await evaluate(
    [{ ...asks(), text: '1', thread, proposals: [{ action: 'service.stop', servers: ['web-02'] }] }],
    worlds,
    planner,
  );
  expect(seen).toEqual(['1: runbooks/stop-service.yaml']);
});
