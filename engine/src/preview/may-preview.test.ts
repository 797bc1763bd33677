import { describe, expect, test } from 'vitest';
import { sampleFacts, samplePolicy } from '../approval/change-facts.fixture.js';
import { mayPreview, type PreviewPerson, previewPeople } from './may-preview.js';

const policy = { ...samplePolicy, contents: { role: 'operator' as const, files: ['/etc/app/'] } };
const operator: PreviewPerson = { login: 'alice', canWrite: true, role: 'operator' };
const facts = { fromFork: false, pushers: ['alice'] };
const APP = 'chatops-commander[bot]';

describe('servers are looked at', () => {
  test.each<
    [name: string, facts: Parameters<typeof mayPreview>[0], people: Parameters<typeof mayPreview>[1], yes: boolean]
  >([
    ['for somebody who may write here', facts, [operator], true],
    ['for a viewer', facts, [{ ...operator, role: 'viewer' }], true],
    ['never for somebody without a role', facts, [{ ...operator, role: undefined }], false],
    ['never when one of several has no role', facts, [operator, { ...operator, login: 'eve', role: undefined }], false],
    ['never for a fork', { ...facts, fromFork: true }, [operator], false],
    ['never for somebody without write access', facts, [{ ...operator, canWrite: false, role: 'admin' }], false],
    [
      'never when one of several has no write access',
      facts,
      [operator, { ...operator, login: 'eve', canWrite: false }],
      false,
    ],
    ['never when one of them cannot be named', facts, [operator, undefined], false],
    ['never when nobody can be named', facts, [], false],
    ['never when pushers could not be read', { ...facts, pushers: [] }, [operator], false],
  ])('%s', (_name, of, people, yes) => {
    expect(mayPreview(of, people, policy).kind).toBe(yes ? 'yes' : 'no');
  });
});

describe('the text of a file is shown', () => {
  const viewer: PreviewPerson = { login: 'victor', canWrite: true, role: 'viewer' };
  test.each<[name: string, path: string, people: readonly PreviewPerson[], shown: boolean]>([
    ['where the policy lists it', '/etc/app/a.conf', [operator], true],
    ['nowhere else', '/etc/shadow', [operator], false],
    ['not by a way around', '/etc/app/../shadow', [operator], false],
    ['not to somebody whose role may not read it', '/etc/app/a.conf', [viewer], false],
    ['not when one of them may not read it', '/etc/app/a.conf', [operator, viewer], false],
    ['not to somebody without a role', '/etc/app/a.conf', [{ ...operator, role: undefined }], false],
  ])('%s', (_name, path, people, shown) => {
    const standing = mayPreview(facts, people, policy);
    expect(standing.kind === 'yes' && standing.mayShow(path)).toBe(shown);
  });
});

test.each([
  ['ours: who asked, not the app', { requester: 'alice', pushers: [APP] }, ['alice']],
  ['ours, pushed to by somebody', { requester: 'alice', pushers: ['mallory', APP] }, ['alice', 'mallory']],
  ['ours, with nobody on record', { pushers: [APP] }, [undefined]],
  ['of a person', { ours: false, author: { login: 'bruno', isBot: false }, pushers: ['bruno'] }, ['bruno']],
  [
    'pushed by somebody whom GitHub does not name',
    { requester: 'alice', pushers: [undefined, APP] },
    ['alice', undefined],
  ],
  ['the app in other letters is the app', { requester: 'alice', pushers: ['ChatOps-Commander[bot]'] }, ['alice']],
  ['another bot is somebody', { requester: 'alice', pushers: ['helper[bot]'] }, ['alice', 'helper[bot]']],
])('whose change it is: %s', (_name, over, people) => {
  const { requester: _, ...rest } = sampleFacts();
  expect(previewPeople({ ...rest, ...over }, APP)).toEqual(people);
});
