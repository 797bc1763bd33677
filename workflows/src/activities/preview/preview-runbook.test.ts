import { UnexpectedInput } from '@chatops-commander/engine/actions/input-fields';
import { sampleFacts } from '@chatops-commander/engine/actions/action-context.fixture';
import { ConnectionLost } from '@chatops-commander/engine/ssh/connection-errors';
import type { ServerAddress } from '@chatops-commander/engine/ssh/remote-execution';
import { type Inventory, parsePolicy, parseRunbook } from '@chatops-commander/schemas';
import { unansweredBy } from '@chatops-commander/engine/preview/step-preview';
import { describe, expect, it } from 'vitest';
import { previewRunbook } from './preview-runbook.js';
import { previewTime } from './preview-time.js';

const inventory: Inventory = {
  apiVersion: 'chatops-commander/v1',
  kind: 'Inventory',
  servers: { 'web-01': { host: '10.0.0.1', user: 'deploy', key: 'secret:ssh', environment: 'production' } },
};
const policy = parsePolicy(
  'apiVersion: chatops-commander/v1\nkind: Policy\nroles: { admin: { users: [chloe] } }\n',
  'policy.yaml',
);
const runbook = parseRunbook(
  `apiVersion: chatops-commander/v1
kind: Runbook
metadata: { name: x, title: x }
spec:
  targets: { servers: [web-01] }
  steps:
    - { id: odd, uses: shell.run, with: { argv: ["true"] } }
    - { id: good, uses: shell.run, with: { argv: ["true"] } }
`,
  'changes/x.yaml',
);

it('a step that cannot be looked at for its inputs is told as such, and the others are looked at', async () => {
  const runner = {
    readFacts: async () => sampleFacts,
    preview: async ({ stepId }: { readonly stepId: string }) => {
      if (stepId === 'odd') throw new UnexpectedInput('content', 'a string');
      return { kind: 'later' } as const;
    },
  };
  const options = { mayShow: () => false, signal: new AbortController().signal };
  const { steps } = await previewRunbook({ runbook, inventory, policy }, runner, options);
  expect(steps.map(({ step, preview }) => [step, preview.kind])).toEqual([
    ['odd', 'failed'],
    ['good', 'later'],
  ]);
});

it('all steps of a server are asked for before the first is answered, so that they reach it together', async () => {
  const asked: string[] = [];
  let answer: (() => void) | undefined;
  const both = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const runner = {
    readFacts: async () => sampleFacts,
    preview: async ({ stepId }: { readonly stepId: string }) => {
      asked.push(stepId);
      if (asked.length === 2) answer?.();
      await both;
      return { kind: 'later' } as const;
    },
  };
  const options = { mayShow: () => false, signal: new AbortController().signal };
  await previewRunbook({ runbook, inventory, policy }, runner, options);
  expect(asked).toEqual(['odd', 'good']);
});

it('a server that is lost in the middle is told of for what it did not answer', async () => {
  const runner = {
    readFacts: async () => sampleFacts,
    preview: async ({ stepId, server }: { readonly stepId: string; readonly server: ServerAddress }) => {
      if (stepId === 'odd') throw new ConnectionLost(server);
      return { kind: 'later' } as const;
    },
  };
  const options = { mayShow: () => false, signal: new AbortController().signal };
  const { steps } = await previewRunbook({ runbook, inventory, policy }, runner, options);
  expect(steps.map(({ preview }) => preview.kind)).toEqual(['failed', 'later']);
});

describe('servers that hang', () => {
  const never = new Promise<never>(() => {});
  const servers = ['web-01', 'web-02', 'web-03'];
  const wide: Inventory = {
    ...inventory,
    servers: Object.fromEntries(
      servers.map((name, at) => [
        name,
        { host: `10.0.0.${at + 1}`, user: 'deploy', key: 'secret:ssh', environment: 'production' },
      ]),
    ),
  };
  const onAll = { ...runbook, spec: { ...runbook.spec, targets: { servers } } };
  const look = async (
    runner: Parameters<typeof previewRunbook>[1],
    time: { readonly serverMs?: number; readonly wholeMs?: number },
  ) => {
    const options = { mayShow: () => false, signal: new AbortController().signal, time: previewTime(time) };
    const { steps } = await previewRunbook({ runbook: onAll, inventory: wide, policy }, runner, options);
    return steps;
  };
  const hanging = (step: string) => ({
    readFacts: async () => sampleFacts,
    preview: async ({ stepId, server }: { readonly stepId: string; readonly server: ServerAddress }) =>
      server.name === 'web-02' && stepId === step ? await never : ({ kind: 'later' } as const),
  });

  it('are waited for once, are named, and what they did answer is told', async () => {
    const steps = await look(hanging('odd'), { serverMs: 50 });
    expect(unansweredBy(steps)).toEqual(['web-02']);
    expect(steps.map(({ server, step, preview }) => [server, step, preview.kind])).toContainEqual([
      'web-02',
      'good',
      'later',
    ]);
    expect(steps.find(({ preview }) => preview.kind === 'failed')?.preview).toMatchObject({
      because: { en: 'the server did not answer within 1 s', fr: "le serveur n'a pas répondu en 1 s" },
    });
  });
  it('end all looking once the whole is over, also where they heed no signal', async () => {
    const steps = await look(
      { readFacts: () => never, preview: async () => ({ kind: 'later' }) },
      { serverMs: 60_000, wholeMs: 50 },
    );
    expect(unansweredBy(steps)).toEqual(servers);
    expect(steps[0]?.preview).toMatchObject({ because: { en: expect.stringContaining('for all servers together') } });
  });
  it('are told from a look that somebody ended', async () => {
    const controller = new AbortController();
    const options = { mayShow: () => false, signal: controller.signal, time: previewTime() };
    const looking = previewRunbook(
      { runbook: onAll, inventory: wide, policy },
      {
        readFacts: (_server, signal) =>
          new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
        preview: async () => ({ kind: 'later' }),
      },
      options,
    );
    controller.abort(new Error('the worker stops'));
    await expect(looking).rejects.toThrow('the worker stops');
  });
});
