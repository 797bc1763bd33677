import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type EmergencyDeps, runEmergency } from './run-emergency.js';
import { signWithSsh } from './sign-with-ssh.js';

const folder = mkdtempSync(join(tmpdir(), 'chatops-emergency-cli-'));
const key = join(folder, 'key');
execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const head = (kind: string) => `apiVersion: chatops-commander/v1\nkind: ${kind}\n`;
const files = {
  policy: `${head('Policy')}roles: { admin: { users: [chloe] } }
emergencyKeys: [{ user: chloe, key: "${readFileSync(`${key}.pub`, 'utf8').trim()}" }]
`,
  inventory: `${head('Inventory')}servers: { web-01: { host: h, user: u, key: "secret:k", environment: production } }\n`,
};
const runbook = (step: string) => `${head('Runbook')}metadata: { name: x, title: x }
spec: { targets: { servers: [web-01] }, steps: [${step}] }
`;
const harmless = '{ uses: shell.run, with: { argv: ["true"] } }';

async function ask(given: { readonly step?: string; readonly state?: string; readonly inventoryDigest?: string }) {
  const done: string[] = [];
  const { step = harmless, state = 'registered', inventoryDigest = 'inventory' } = given;
  // stands for what a signing reaches, each as little as it needs
  const deps = {
    records: {
      acceptedFiles: {
        inForce: async (_repository: string, kind: 'policy' | 'inventory') => ({
          content: files[kind],
          digest: kind,
          mergedAt: '2026-01-01T00:00:00Z',
        }),
        byDigest: async () => undefined,
      },
      runs: {
        registerRun: async () => ({
          kind: 'exists',
          run: { id: 'r-abc', title: 'X', attempt: 1, state, workflowId: null, inventoryDigest },
        }),
        retry: async () => ({ kind: 'added', attempt: 2 }),
      },
      emergencyRuns: { record: async () => void done.push('recorded') },
      audit: { append: async () => ({ seq: 1, hash: '' }) },
    },
    starts: { startRun: async () => void done.push('started') },
    sign: (message: string, namespace: string) => signWithSsh(message, { key, namespace }),
    say: () => {},
  } as unknown as EmergencyDeps;
  const emergency = { repository: 'acme/ops', file: 'x.yaml', text: runbook(step), reason: 'down', by: 'chloe' };
  const said = await runEmergency(emergency, deps).then(
    () => 'started',
    (error: Error) => error.message,
  );
  return { said, done };
}

it.each<[string, Parameters<typeof ask>[0], RegExp, readonly string[]]>([
  ['a file of its own runs, and is on record before it starts', {}, /^started$/, ['recorded', 'started']],
  [
    'one that takes files of the repository along starts nothing',
    { step: `{ uses: script.run, with: { file: scripts/fix.sh, sha256: ${'a'.repeat(64)} } }` },
    /while GitHub is away: scripts\/fix\.sh/,
    [],
  ],
  [
    'one that ran under another inventory would run under it again, so it does not',
    { state: 'failed', inventoryDigest: 'older' },
    /under another inventory.*change a byte of x\.yaml/,
    [],
  ],
  ['one that runs now is not on record twice', { state: 'running' }, /runs this very file now/, []],
])('%s', async (_case, given, said, done) => {
  const heard = await ask(given);
  expect(heard.said).toMatch(said);
  expect(heard.done).toEqual(done);
});
