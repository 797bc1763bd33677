import type { Passages } from '@chatops-commander/engine/records/passages';
import { parseInventory, parsePolicy } from '@chatops-commander/schemas';
import { expect, test } from 'vitest';
import { createAnswerQuestion } from './answer-question.js';

const inventory = parseInventory(
  `apiVersion: chatops-commander/v1
kind: Inventory
servers:
  web-01: { host: 10.9.8.7, user: deploy, key: "secret:prod-ssh", environment: production }
`,
  'inventory.yaml',
);
const policy = parsePolicy(
  'apiVersion: chatops-commander/v1\nkind: Policy\nroles: { admin: { users: [ada] } }\n',
  'policy.yaml',
);

/** A repository whose files are named here, and a store that finds every document and fact that it was given. */
function situation(files: Readonly<Record<string, string>>) {
  const read: string[] = [];
  const stored = new Map<string, string>();
  const contents = {
    defaultHead: async () => ({ defaultBranch: 'main', head: 'c0ffee', webUrl: 'https://github.example/acme/ops' }),
    list: async () => Object.keys(files).map((path) => ({ path, blob: `blob of ${path}` })),
    readBlob: async (blob: string) => {
      const path = blob.replace('blob of ', '');
      read.push(path);
      return Buffer.from(files[path] ?? '');
    },
  };
  const documents = new Map<string, Parameters<Passages['store']>[2]>();
  const passages: Passages = {
    keepOnly: async (_repository, given) => given.filter(({ path, blob }) => stored.get(path) !== blob),
    store: async (_repository, file, parts) => {
      stored.set(file.path, file.blob);
      documents.set(file.path, parts);
    },
    search: async ({ facts }) => ({
      telling: [0],
      total: 10,
      hits: [...[...documents.values()].flat(), ...facts].map((passage) => ({ passage, terms: [0], rank: 1 })),
    }),
  };
  const answer = createAnswerQuestion({
    // the answerer asks a client for its contents alone
    github: { of: async () => ({ contents }) as never },
    config: {
      inForce: async () => ({
        inventory,
        policy,
        inventoryDigest: 'i',
        policyDigest: 'p',
        since: { policy: '2026-01-01T00:00:00.000Z', inventory: '2026-01-01T00:00:00.000Z' },
      }),
    },
    catalog: { of: async () => ({ entries: [], diagnoses: [] }) },
    // of runs it lists the recent ones alone
    records: { passages, runs: { list: async () => [] } as never },
  });
  return { read, ask: () => answer({ repository: 'acme/ops', language: 'en', question: 'backups?' }) };
}

test('what a document says is quoted, with a link to its heading at the commit that was read', async () => {
  const { ask } = situation({ 'docs/on call.md': '# On call\n\n## Back-ups\n\nKept @everyone <b>30</b> days.' });
  expect(await ask()).toBe(
    [
      '- web-01: server, production · [web-01](https://github.example/acme/ops/blob/c0ffee/.chatops/inventory.yaml)',
      '',
      '[On call › Back-ups](https://github.example/acme/ops/blob/c0ffee/docs/on%20call.md#back-ups)',
      '',
      '> Kept `@everyone` &lt;b&gt;30&lt;/b&gt; days.',
    ].join('\n'),
  );
});

test('only Markdown is read, and only once as long as it does not change', async () => {
  const { ask, read } = situation({ 'README.md': '# A\n\nx', 'src/main.py': 'print()', 'notes.MARKDOWN': '# B\n\ny' });
  await ask();
  await ask();
  expect(read).toEqual(['README.md', 'notes.MARKDOWN']);
});

test('a document that is too long to be one is left out', async () => {
  const { ask } = situation({ 'dump.md': `# Dump\n\n${'x'.repeat(600 * 1024)}` });
  expect(await ask()).not.toContain('dump.md');
});
