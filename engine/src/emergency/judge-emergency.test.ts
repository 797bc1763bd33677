import { parsePolicy } from '@chatops-commander/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onceBegun } from '../approval/once-begun.js';
import { gitBlobId } from '../runbook/git-blob.js';
import { emergencyNamespace, type EmergencyRun, type EmergencyStatement, statementText } from './emergency-run.js';
import { judgeEmergency } from './judge-emergency.js';
import { type MadeKey, makeKey } from './ssh-keys.fixture.js';

let [chloe, dan]: MadeKey[] = [];
beforeAll(() => {
  [chloe, dan] = [makeKey('ed25519'), makeKey('ed25519')];
});
afterAll(() => {
  chloe?.remove();
  dan?.remove();
});

const content = 'kind: Runbook\n';
const statement: EmergencyStatement = {
  repository: 'acme/ops',
  path: 'emergency/x.yaml',
  blob: gitBlobId(content),
  reason: 'the site is down',
  by: 'Chloe',
  at: '2026-01-01T10:00:00.000Z',
};
const signed = (change: Partial<EmergencyStatement> = {}, key = chloe): EmergencyRun => {
  const said = { ...statement, ...change };
  return { ...said, content, signature: key?.sign(statementText(said), emergencyNamespace) ?? '' };
};
const policy = (keys: readonly [string, MadeKey | undefined][], rest = '') =>
  parsePolicy(
    `apiVersion: chatops-commander/v1
kind: Policy
roles: { admin: { users: [chloe, dan], teams: [acme/ops] } }
${rest}
${keys.length === 0 ? '' : 'emergencyKeys:'}
${keys.map(([user, key]) => `  - { user: ${user}, key: "${key?.publicKey}" }`).join('\n')}
`,
    'policy',
  );
const after = (hours: number) => Date.parse(statement.at) + hours * 3_600_000;

describe('a file that an admin signed', () => {
  test('may run, whatever the case of the login', () => {
    expect(judgeEmergency(signed(), policy([['chloe', chloe]]), after(0))).toBeUndefined();
    expect(
      judgeEmergency(
        signed(),
        policy([
          ['chloe', dan],
          ['chloe', chloe],
        ]),
        after(23),
      ),
    ).toBeUndefined();
  });
  test('may go on, or back, however long ago it was signed', () => {
    const late = after(24 * 30);
    expect(judgeEmergency(signed(), policy([['chloe', chloe]]), late)?.en).toContain('too long ago');
    expect(judgeEmergency(signed(), onceBegun(policy([['chloe', chloe]])), late)).toBeUndefined();
  });
  test.each<[string, () => Parameters<typeof judgeEmergency>, string]>([
    ['no keys in force', () => [signed(), policy([]), after(0)], 'emergencyKeys'],
    [
      "somebody else's key",
      () => [
        signed({}, dan),
        policy([
          ['chloe', chloe],
          ['dan', dan],
        ]),
        after(0),
      ],
      'not signed',
    ],
    [
      'as somebody else',
      () => [
        signed({ by: 'dan' }),
        policy([
          ['chloe', chloe],
          ['dan', dan],
        ]),
        after(0),
      ],
      'not signed',
    ],
    ['an admin of a team alone', () => [signed({ by: 'erin' }), policy([['chloe', chloe]]), after(0)], 'as an admin'],
    ['other bytes', () => [{ ...signed(), content: 'other' }, policy([['chloe', chloe]]), after(0)], 'not the one'],
    [
      'another reason than signed',
      () => [{ ...signed(), reason: 'x' }, policy([['chloe', chloe]]), after(0)],
      'not signed',
    ],
    [
      'another repository',
      () => [{ ...signed(), repository: 'a/b' }, policy([['chloe', chloe]]), after(0)],
      'not signed',
    ],
    ['signed yesterday', () => [signed(), policy([['chloe', chloe]]), after(25)], 'too long ago'],
    [
      'older than policy says',
      () => [signed(), policy([['chloe', chloe]], 'limits: { maxAge: 1h }'), after(2)],
      'too long ago',
    ],
    ['signed tomorrow', () => [signed(), policy([['chloe', chloe]]), after(-1)], 'ahead'],
    ['signed at no time', () => [signed({ at: 'soon' }), policy([['chloe', chloe]]), after(0)], 'too long ago'],
  ])('%s: no', (_case, facts, said) => {
    expect(judgeEmergency(...facts())?.en).toContain(said);
  });
});
