import { describe, expect, test } from 'vitest';
import type { PreviewedStep, StepPreview } from '../preview/step-preview.js';
import { renderNoPreview, renderPreview } from './render-preview.js';

const step = (preview: StepPreview, server = 'web-01', id = 'conf'): PreviewedStep => ({
  server,
  step: id,
  uses: 'files.write',
  does: { en: 'Writes /etc/app.conf', fr: 'Écrit /etc/app.conf' },
  preview,
});
const looked: StepPreview = {
  kind: 'looked',
  before: { kind: 'file', bytes: 8, lines: ['a'], owner: null },
  files: [],
};
const render = (steps: readonly PreviewedStep[], over: object = {}) =>
  renderPreview({
    language: 'en',
    head: '0123456789',
    backupRoom: 1024 * 1024 * 1024,
    files: [{ path: 'changes/x.yaml', steps, leftOut: 0 }],
    ...over,
  });
const because = { en: 'of a reason', fr: "d'une raison" };

test('says of which head, and what is there as plain values', () => {
  const said = render([step(looked)]);
  expect(said).toContain('**Preview** of `0123456`');
  expect(said).toContain('`web-01`\n\n- `conf` Writes /etc/app.conf\n  now: kind `file`, bytes `8`');
  expect(said).not.toContain('lines');
});

test('values by name one level down, and no more than a line holds', () => {
  const before = { versions: { nginx: '1.22', libssl: '3.0' }, deep: { deeper: { lost: 1 } } };
  expect(render([step({ kind: 'looked', before, files: [] })])).toContain(
    'now: versions.nginx `1.22`, versions.libssl `3.0`',
  );
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`n${at}`, at]));
  expect(render([step({ kind: 'looked', before: many, files: [] })])).toContain('n11 `11` … (+8)');
});

test('what passes is left out, and a person is told yes or no, in their language', () => {
  const before = { state: 'inactive', running: false, sinceSeconds: 14, pid: 4242 };
  const steps = [step({ kind: 'looked', before, files: [] })];
  expect(render(steps)).toContain('now: state `inactive`, running `no`');
  expect(render(steps, { language: 'fr' })).toContain('maintenant : état `inactive`, en marche `non`');
  expect(render(steps)).not.toMatch(/sinceSeconds|4242/);
});

test('servers that look alike stand together', () => {
  const said = render([step(looked), step(looked, 'web-02'), step({ kind: 'later' }, 'db-01')]);
  expect(said).toContain('`web-01` `web-02`\n\n');
  expect(said).toContain('`db-01`\n\n- `conf` Writes /etc/app.conf: looked at during the run');
});

describe('each kind has its words', () => {
  test.each<[string, StepPreview, string]>([
    [
      'already so',
      { kind: 'looked', before: {}, files: [], alreadySo: because },
      '✓ `conf` Writes /etc/app.conf: already so',
    ],
    ['refused', { ...looked, refused: because }, '🚫 `conf` Writes /etc/app.conf: of a reason'],
    ['read', { kind: 'read', ok: true, summary: because }, '👁 `conf`'],
    ['read, and not well', { kind: 'read', ok: false, summary: because }, '⚠️ `conf`'],
    ['not simulated', { kind: 'not-simulated', because }, '❔ `conf` Writes /etc/app.conf: of a reason'],
    ['out of reach', { kind: 'failed', because }, '⚠️ `conf` Writes /etc/app.conf: of a reason'],
    ['a difference', { ...looked, files: [{ path: '/etc/app.conf', diff: ['-a', '+b'] }] }, '```diff\n-a\n+b\n```'],
    [
      'no difference in the text',
      { ...looked, files: [{ path: '/etc/app.conf', diff: [] }] },
      '`/etc/app.conf`: the same text',
    ],
    [
      'a text that is not shown',
      { ...looked, files: [{ path: '/etc/app.conf', diff: undefined, because }] },
      'is not shown; digest and size stand above (of a reason)',
    ],
  ])('%s', (_name, preview, expected) => {
    expect(render([step(preview)])).toContain(expected);
  });
});

test('long differences are folded', () => {
  const diff = Array.from({ length: 60 }, (_, at) => `+line ${at}`);
  expect(render([step({ ...looked, files: [{ path: '/etc/app.conf', diff }] })])).toContain(
    '<details><summary>/etc/app.conf (60)</summary>',
  );
});

test.each([
  ['enough', 1024 * 1024, '💾 Backups before the change hold at most 8.0 KiB; 1 MiB are free'],
  [
    'too little',
    1024,
    '⚠️ Backups before the change hold at most 8.0 KiB; 1.0 KiB are free for them. **That is too little.**',
  ],
])('room for backups: %s', (_name, backupRoom, expected) => {
  expect(
    render([step({ ...looked, backupKiB: 4 }), step({ ...looked, backupKiB: 4 }, 'web-02')], { backupRoom }),
  ).toContain(expected);
});

test('what was left out is said, and files are told apart', () => {
  const files = [
    { path: 'changes/a.yaml', steps: [step(looked)], leftOut: 12 },
    { path: 'changes/b.yaml', steps: [step(looked)], leftOut: 0 },
  ];
  const said = render([], { files });
  expect(said).toContain('**`changes/a.yaml`**');
  expect(said).toContain('12 more servers');
});

test('a refusal to look says why, in both languages', () => {
  expect(renderNoPreview(because, 'en')).toBe('🔍 **No preview:** of a reason.');
  expect(renderNoPreview(because, 'fr')).toBe("🔍 **Pas d'aperçu :** d'une raison.");
});
