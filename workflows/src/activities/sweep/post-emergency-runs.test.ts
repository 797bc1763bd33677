import type { EmergencyRunRow } from '@chatops-commander/engine/records/emergency-runs';
import type { RunState } from '@chatops-commander/engine/records/run-row';
import { describe, expect, it } from 'vitest';
import { sampleRow } from '../run/sample-run.fixture.js';
import { type EmergencyPostRecords, postEmergencyRuns } from './post-emergency-runs.js';

const emergency: EmergencyRunRow = {
  seq: 4,
  repository: 'acme/ops',
  path: sampleRow.path,
  blob: sampleRow.blob,
  content: 'kind: Runbook\n# ``` @everyone\n',
  reason: 'site down, <b>GitHub</b> too @everyone',
  by: 'chloe',
  at: '2026-01-01T00:00:00Z',
  signature: '-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n',
};

function stage(options: {
  readonly state?: RunState;
  readonly told?: boolean;
  readonly claimed?: boolean;
  readonly given?: readonly EmergencyRunRow[];
}) {
  const issues: { title: string; body: string }[] = [];
  const posted: number[] = [];
  const run = options.state === undefined ? [] : [{ ...sampleRow, pull: 0, state: options.state }];
  // what posting uses of the records
  const records = {
    emergencyRuns: {
      unposted: async () => options.given ?? [emergency],
      markPosted: async (seq: number) => void posted.push(seq),
    },
    runs: { runsOfPull: async () => run },
    claims: { claim: async () => options.claimed !== true },
    audit: { append: async () => ({ seq: 1, hash: '' }) },
  } as unknown as EmergencyPostRecords;
  const client = {
    botLogin: 'ops[bot]',
    comments: {
      hasIssueBy: async () => options.told === true,
      openIssue: async (title: string, body: string) => {
        if (title.includes('refused')) throw new Error('422');
        issues.push({ title, body });
      },
    },
    // what posting uses of GitHub
  } as unknown as Parameters<typeof postEmergencyRuns>[1];
  return { issues, posted, post: () => postEmergencyRuns('acme/ops', client, records) };
}

describe('an emergency run', () => {
  it('that is over is told with who, why, what, how it ended and the signature, all of it inert', async () => {
    const { issues, posted, post } = stage({ state: 'succeeded' });
    await post();
    expect(posted).toEqual([4]);
    const [issue] = issues;
    for (const part of [
      '`chloe`',
      '**succeeded**',
      'BEGIN SSH SIGNATURE',
      '"purpose":"chatops-emergency"',
      '/ops logs r-abc',
    ])
      expect(issue?.body).toContain(part);
    // in fenced blocks it stands as it was signed
    expect(issue?.body.split('<details>')[0]).not.toContain('<b>');
    expect(issue?.body).toContain('`@everyone`');
    expect(issue?.body).toContain('````yaml');
  });
  it.each([
    ['goes on: not yet', { state: 'running' as const }, 0, []],
    ['never started: told as well', {}, 1, [4]],
    ['was told before a crash: noted only', { state: 'failed' as const, told: true }, 0, [4]],
    ['is being told by another worker: left to it', { state: 'failed' as const, claimed: true }, 0, []],
  ])('that %s', async (_case, options, told, noted) => {
    const { issues, posted, post } = stage(options);
    await post();
    expect([issues.length, posted]).toEqual([told, noted]);
  });
});

describe('emergencies of any size', () => {
  it.each([
    ['a long file', { content: 'kind: Runbook\n'.repeat(9_000) }, 'The file goes on'],
    ['a long reason', { reason: 'down @everyone '.repeat(9_000) }, 'What ran'],
    ['a file that grows when it is shown', { content: '`'.repeat(40_000) }, 'Left out'],
  ])('%s fits into an issue, with a note', async (_case, change, said) => {
    const { issues, post } = stage({ given: [{ ...emergency, ...change }] });
    await post();
    expect(issues[0]?.body.length).toBeLessThanOrEqual(65_536);
    for (const part of ['BEGIN SSH SIGNATURE', said]) expect(issues[0]?.body).toContain(part);
  });
  it('one that GitHub refuses keeps none of the others back', async () => {
    const { posted, post } = stage({
      given: [
        { ...emergency, path: 'emergency/refused' },
        { ...emergency, seq: 5 },
      ],
    });
    await expect(post()).rejects.toThrow('1 emergency runs');
    expect(posted).toEqual([5]);
  });
});
