import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emergencyNamespace, noPull, statementText } from '@chatops-commander/engine/emergency/emergency-run';
import { gitBlobId } from '@chatops-commander/engine/runbook/git-blob';
import { parsePolicy } from '@chatops-commander/schemas';
import { afterAll, expect, it } from 'vitest';
import { createEmergencyJudge, type EmergencyJudgeDeps } from './judge-emergency-run.js';
import { sampleContext } from './sample-run.fixture.js';

const folder = mkdtempSync(join(tmpdir(), 'chatops-emergency-judge-'));
const key = join(folder, 'key');
execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function sign(message: string): string {
  const input = join(folder, 'message');
  writeFileSync(input, message);
  execFileSync('ssh-keygen', ['-Y', 'sign', '-n', emergencyNamespace, '-f', key, input], { stdio: 'ignore' });
  const signature = readFileSync(`${input}.sig`, 'utf8');
  rmSync(`${input}.sig`);
  return signature;
}
const policy = parsePolicy(
  `apiVersion: chatops-commander/v1
kind: Policy
roles: { admin: { users: [chloe] } }
emergencyKeys: [{ user: chloe, key: "${readFileSync(`${key}.pub`, 'utf8').trim()}" }]
`,
  'policy.yaml',
);

it.each<[string, string, RegExp | undefined]>([
  ['a file that stands for itself', '{ uses: shell.run, with: { argv: ["true"] } }', undefined],
  [
    'a script of the repository',
    `{ uses: script.run, with: { file: scripts/fix.sh, sha256: ${'a'.repeat(64)} } }`,
    /while GitHub is away: scripts\/fix\.sh/,
  ],
  [
    'a file of the repository, in an undo',
    `{ uses: shell.run, with: { argv: ["true"] }, rollback: [{ uses: files.write, with: { path: /etc/x, source: files/x, sha256: ${'a'.repeat(64)} } }] }`,
    /while GitHub is away: files\/x/,
  ],
])('%s', async (_case, step, said) => {
  const content = `apiVersion: chatops-commander/v1
kind: Runbook
metadata: { name: x, title: x }
spec:
  targets: { servers: [web-01] }
  steps:
    - ${step}
`;
  const statement = {
    repository: 'acme/ops',
    path: 'emergency/x.yaml',
    blob: gitBlobId(content),
    reason: 'the site is down',
    by: 'chloe',
    at: new Date().toISOString(),
  };
  const signed = { ...statement, content, signature: sign(statementText(statement)), seq: 1 };
  // stands for what a judge reaches, each as little as it needs
  const judge = createEmergencyJudge({
    emergencyRuns: { latest: async () => signed },
    holds: { standing: async () => [] },
    runs: { runsOfPull: async () => [] },
    audit: { append: async () => ({ seq: 1, hash: '' }) },
    config: { inForce: async () => ({ policy, inventory: sampleContext([step]).inventory }) },
    readOnly: false,
  } as unknown as EmergencyJudgeDeps);
  const { repository, path, blob } = statement;
  const because = await judge({ repository, path, blob, pull: noPull, mergeCommit: blob }, 'run');
  if (said === undefined) expect(because).toBeUndefined();
  else expect(because?.en).toMatch(said);
});
