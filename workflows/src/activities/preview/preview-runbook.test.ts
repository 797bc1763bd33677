import { UnexpectedInput } from '@chatops-commander/engine/actions/input-fields';
import { sampleFacts } from '@chatops-commander/engine/actions/action-context.fixture';
import { ConnectionLost } from '@chatops-commander/engine/ssh/connection-errors';
import type { ServerAddress } from '@chatops-commander/engine/ssh/remote-execution';
import { type Inventory, parsePolicy, parseRunbook } from '@chatops-commander/schemas';
import { expect, it } from 'vitest';
import { previewRunbook } from './preview-runbook.js';

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
