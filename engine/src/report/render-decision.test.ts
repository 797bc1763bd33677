import { describe, expect, test } from 'vitest';
import type { ChangeDecision } from '../approval/change-decision.js';
import { renderDecision } from './render-decision.js';

const count = {
  approvers: [{ login: 'diane', role: 'admin' as const, by: 'merge' as const }],
  missing: [{ en: 'one more approval from an operator', fr: "encore une approbation d'un opérateur" }],
  rejected: [{ login: 'alice', because: { en: 'asked for this change', fr: 'a demandé ce changement' } }],
  oneApprovalShort: true,
};
const required = { count: 2, role: 'operator', admins: 0, requesterMayApprove: false, owners: [], rules: [] } as const;
const freeze = { name: 'weekend', until: '2026-01-12T07:00:00Z', timeZone: 'Europe/Paris' };
const emergency = { login: 'bruno', reason: 'nobody can pay' };
const because = { en: 'of a reason', fr: "d'une raison" };
const file = { path: 'changes/x.yaml', blob: 'b', recorded: undefined };
const french = { language: 'fr' as const, head: '0123456789' };
const english = { language: 'en' as const, head: '0123456789' };

describe('speaks', () => {
  test.each<[string, ChangeDecision, string[]]>([
    [
      'what is missing, who approved, whose approval does not count',
      { kind: 'await-approval', purpose: 'run', required, remind: false, ...count },
      [
        "Ce qu'il manque encore à `0123456` :\n- encore une approbation",
        'Une fusion',
        '- ✓ `diane` a approuvé en fusionnant',
        '- ✗ `alice` a demandé ce changement',
      ],
    ],
    [
      'a freeze beside what is missing, and the rules that ask for more',
      {
        kind: 'await-approval',
        purpose: 'run',
        required: { ...required, rules: ['broad'] },
        remind: false,
        ...count,
        freeze,
      },
      ['❄️ Le gel `weekend` suspend tout changement', '2026-01-12 08:00 (Europe/Paris)', 'en demandent plus : `broad`'],
    ],
    [
      'an emergency, loudly',
      { kind: 'ready-to-merge', purpose: 'run', head: 'x', approvers: [], freeze, emergency },
      ['🚨 **URGENCE.** `bruno`', '> nobody can pay', 'Fusionnez-la'],
    ],
    [
      'an emergency that runs',
      { kind: 'run', mergeCommit: 'c', files: [file], approvers: [], freeze, emergency },
      ['🚨 **URGENCE.** `bruno`'],
    ],
    ['its closing', { kind: 'expire', after: '24h' }, ['en 24h', 'rouvrez-la']],
    [
      'errors of the library',
      { kind: 'library', files: [{ path: 'runbooks/x.yaml', problems: [{ en: 'no', fr: 'non' }] }] },
      ['bibliothèque', '**`runbooks/x.yaml`**'],
    ],
    [
      'a policy that was overtaken',
      {
        kind: 'accept-config',
        mergeCommit: 'c',
        mergedAt: 'x',
        approvers: [],
        overtaken: ['.chatops/policy.yaml'],
        files: [{ path: '.chatops/policy.yaml', blob: 'b', content: 'policy' }],
      },
      ['une version fusionnée plus tard est déjà en vigueur'],
    ],
    ['approved', { kind: 'ready-to-merge', purpose: 'run', head: 'x', approvers: [] }, ['Fusionnez-la']],
    [
      'an unapproved merge',
      { kind: 'unapproved-merge', required, ...count },
      ["je n'ai donc rien exécuté", '- encore une approbation', '/ops revert', '- ✗ `alice`'],
    ],
    [
      'a rejected policy',
      { kind: 'reject-config', required, ...count },
      ['la version précédente reste donc en vigueur'],
    ],
    [
      'an accepted policy',
      {
        kind: 'accept-config',
        mergeCommit: 'c',
        mergedAt: 'x',
        approvers: [],
        overtaken: [],
        files: [{ path: '.chatops/policy.yaml', blob: 'b', content: 'policy' }],
      },
      ['`.chatops/policy.yaml`'],
    ],
    [
      'a refusal',
      { kind: 'refuse', reason: 'fork', because },
      ["Je n'exécute rien de cette pull request : d'une raison."],
    ],
    [
      'lint problems',
      {
        kind: 'lint-failed',
        purpose: 'run',
        merged: false,
        files: [{ path: 'changes/x.yaml', problems: [{ en: 'no such action', fr: 'action inconnue' }] }],
      },
      ['**`changes/x.yaml`**\n\n> action inconnue'],
    ],
    [
      'a policy that is not valid',
      { kind: 'lint-failed', purpose: 'config', merged: true, files: [] },
      ['la version précédente reste en vigueur'],
    ],
    [
      'lint problems, too late',
      { kind: 'lint-failed', purpose: 'run', merged: true, files: [] },
      ["je n'ai rien exécuté"],
    ],
    [
      'other bytes',
      { kind: 'changed-since-approval', paths: ['changes/x.yaml'], because },
      ["d'une raison : `changes/x.yaml`"],
    ],
    ['a stop', { kind: 'held', merged: true, because }, ["d'une raison"]],
    [
      'a stale merge',
      { kind: 'ask-stale', reasons: ['old-merge'], because, files: [file], role: 'operator' },
      ["car d'une raison", 'un opérateur répond ici `/ops confirm`'],
    ],
  ])('%s', (_name, decision, parts) => {
    const markdown = renderDecision(decision, french);
    for (const part of parts) expect(markdown).toContain(part);
    expect(renderDecision(decision, english)).not.toBe(markdown);
  });

  test('an overtaken policy is not said to come into force', () => {
    const decision = {
      kind: 'accept-config',
      mergeCommit: 'c',
      mergedAt: 'x',
      approvers: [],
      overtaken: ['.chatops/policy.yaml'],
      files: [{ path: '.chatops/policy.yaml', blob: 'b', content: 'policy' }],
    } as const;
    expect(renderDecision(decision, english)).not.toContain('from now on');
  });

  test.each<ChangeDecision>([
    { kind: 'unapproved-merge', required, ...count },
    { kind: 'changed-since-approval', paths: ['changes/x.yaml'], because },
  ])('$kind offers two pull requests, by the exact words', (decision) => {
    for (const language of [english, french]) {
      const markdown = renderDecision(decision, language);
      expect(markdown).toContain('```text\n/ops again\n```');
      expect(markdown).toContain('```text\n/ops revert\n```');
    }
  });
});

describe('is silent where the doing speaks', () => {
  test.each<ChangeDecision>([
    { kind: 'ignore', reason: 'nothing-of-ours' },
    { kind: 'closed' },
    { kind: 'merge', head: 'x', approvers: [] },
    { kind: 'run', mergeCommit: 'c', files: [file], approvers: [] },
    { kind: 'run', mergeCommit: 'c', files: [file], approvers: [], freeze },
    { kind: 'library', files: [] },
    { kind: 'already-ran', files: [file] },
    { kind: 'already-accepted', files: [file] },
  ])('$kind', (decision) => {
    expect(renderDecision(decision, english)).toBeUndefined();
  });

  test('a hundred files with problems fit into a comment', () => {
    const files = Array.from({ length: 100 }, (_, index) => ({
      path: `changes/${index}.yaml`,
      problems: Array.from({ length: 20 }, () => ({ en: '<'.repeat(2_000), fr: '<'.repeat(2_000) })),
    }));
    const markdown = renderDecision(
      { kind: 'lint-failed', purpose: 'run', merged: false, files },
      { language: 'en', head: 'a'.repeat(40) },
    );
    expect(markdown?.length).toBeLessThanOrEqual(65_536);
    expect(markdown).toContain('Correct it and push');
  });
});
