import { describe, expect, test } from 'vitest';
import { describeSteps } from './describe-steps.js';
import { MAX_COMMENT } from './fit-sections.js';
import { type PullRequestBody, renderPullRequestBody } from './render-pull-request-body.js';
import { findSampleAction, sampleInventory, sampleRunbook } from './sample-plan.fixture.js';

const body: PullRequestBody = {
  language: 'fr',
  message: { en: 'I restart the site on two servers.', fr: 'Je redémarre le site sur deux serveurs.' },
  steps: describeSteps({ runbook: sampleRunbook, inventory: sampleInventory, findAction: findSampleAction }),
  onFailure: 'rollback',
  risk: 'high',
  reasons: [{ en: 'it writes a file', fr: 'un fichier est écrit' }],
  environments: ['production'],
  approvals: {
    required: { count: 1, role: 'operator', admins: 0, requesterMayApprove: false, owners: [], rules: [] },
    could: { en: 'bruno or chloe', fr: 'bruno ou chloe' },
    mayNot: ['alice'],
  },
  request: { issue: 12, requester: 'alice', words: 'redémarre le site' },
  runbookPath: 'changes/site-restart.yaml',
  yaml: 'kind: Runbook\n',
  mergesItself: false,
};
const english = { ...body, language: 'en' as const };

test('has, in this order, what a reviewer needs', () => {
  const markdown = renderPullRequestBody(body);
  const landmarks = [
    'Je redémarre le site sur deux serveurs.',
    '> redémarre le site',
    '| Serveur | Ce qui s',
    '**Risque : 🟠 élevé** (`production`)',
    '- un fichier est écrit',
    '**Approbation :** un opérateur : bruno ou chloe. Ne compte pas de la part de `alice`.',
    "**En cas d'échec :** j'annule tout ce qui a commencé",
    '**Retour arrière :**',
    "- `config` : le fichier d'origine est remis",
    '  - sauvegardé et vérifié avant : `/etc/site.conf`',
    '**Ensuite :** approuvez dans une revue, puis fusionnez',
    '```mermaid\nflowchart TD',
    '<details><summary>Runbook: changes/site-restart.yaml</summary>\n\n```yaml\nkind: Runbook\n```',
  ];
  const places = landmarks.map((landmark) => markdown.indexOf(landmark));
  expect(landmarks.filter((_, index) => places[index] === -1)).toEqual([]);
  expect(places).toEqual([...places].sort((left, right) => left - right));
});

test('speaks one language only', () => {
  const markdown = renderPullRequestBody(english);
  expect(markdown).toContain('**Approval:** one operator: bruno or chloe. It does not count from `alice`.');
  expect(markdown.replace('redémarre le site', '')).not.toMatch(/[éèêàç]/i);
});

describe('the next thing to do', () => {
  const none = { ...body.approvals, required: { ...body.approvals.required, count: 0 } };
  test.each<[string, Partial<PullRequestBody>, string]>([
    ['people approve and merge', {}, 'approve in a review, then merge'],
    ['people approve, the app merges', { mergesItself: true }, 'approve in a review; then I merge'],
    ['people merge, no approval needed', { approvals: none }, '**Next:** merge;'],
    ['nothing', { approvals: none, mergesItself: true }, 'nothing to do'],
    ['a command to copy', { nextCommand: 'gh pr review 7 --approve' }, '```text\ngh pr review 7 --approve\n```'],
  ])('%s', (_name, over, words) => {
    expect(renderPullRequestBody({ ...english, ...over })).toContain(words);
  });
});

test('what has no backup is not passed over', () => {
  const steps = body.steps.map((step) => ({ ...step, backup: { kind: 'none' as const, because: 'generated <b>' } }));
  expect(renderPullRequestBody({ ...english, steps })).toContain('⚠️ no backup: generated &lt;b&gt;');
});

test('a change that overwrites nothing says so', () => {
  const steps = body.steps.map((step) => ({ ...step, backup: { kind: 'nothing-to-back-up' as const } }));
  expect(renderPullRequestBody({ ...english, steps })).toContain('**Backup:** none;');
  expect(renderPullRequestBody(english)).not.toContain('**Backup:**');
});

test('what only reads has nothing to undo', () => {
  const steps = body.steps.filter((step) => step.effect === 'read');
  expect(renderPullRequestBody({ ...english, steps })).toContain('nothing to undo, it only reads');
});

test('the graph quotes nothing of a hostile name', () => {
  const steps = body.steps.map((step) => ({
    ...step,
    places: [
      {
        servers: ['web-01'],
        onController: false,
        does: { en: 'x"]; click n0 "javascript:alert(1)" %%{init}%% <b>```', fr: '' },
      },
    ],
  }));
  const graph = /```mermaid\n([\s\S]*?)\n```/.exec(renderPullRequestBody({ ...english, steps }))?.[1] ?? '';
  const nodes = graph.split('\n').filter((line) => /^ {2}n\d+\[/.test(line));
  expect(nodes).toHaveLength(4);
  for (const node of nodes) expect(node).toMatch(/^ {2}n\d+\["[^"`<>%[\]{};#]*"\]:::\w+$/);
});

test('the graph leads back from the first change on, checks after it included', () => {
  const graph = renderPullRequestBody(english);
  expect(graph.match(/ {2}n\d+ -\.->/g)).toEqual(['  n1 -.->', '  n2 -.->', '  n3 -.->']);
});

test('a runbook too long for a body is left to the files, the rest stays', () => {
  const markdown = renderPullRequestBody({ ...english, yaml: 'x: y\n'.repeat(40_000) });
  expect(markdown.length).toBeLessThanOrEqual(MAX_COMMENT);
  expect(markdown).toContain('**Next:**');
  expect(markdown).toContain('Left out, because a comment holds only so much: the runbook (see the files).');
});
