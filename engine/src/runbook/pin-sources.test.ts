import { describe, expect, it } from 'vitest';
import { lintRunbook } from './lint-runbook.js';
import { pinSources, sourcesOf } from './pin-sources.js';
import { findAction, inventory, runbookOf, runbookText } from './runbook.fixture.js';
import { serializeRunbook } from './serialize-runbook.js';

const spec = `targets: { servers: [web-01] }
before:
  - { uses: system.info }
steps:
  - uses: files.write
    with: { path: /etc/shop.conf, source: files/shop.conf }
    rollback: [{ uses: script.run, with: { file: scripts/undo.sh } }]
  - { uses: script.run, with: { file: scripts/a.sh, args: [x], sha256: ${'d'.repeat(64)} } }
  - { uses: files.write, with: { path: /etc/motd, content: hello } }`;
const lint = (text: string, as: 'change' | 'library' = 'change') =>
  lintRunbook({ text, file: 'changes/x.yaml', as, inventory, findAction }).problems;

describe('files of the ops repo that steps take along', () => {
  it('are found wherever they stand', () => {
    expect(sourcesOf(runbookOf(spec), findAction)).toEqual(['files/shop.conf', 'scripts/undo.sh', 'scripts/a.sh']);
  });

  it('have to say which version, in a change', () => {
    expect(lint(runbookText(spec))).toMatchObject([
      { code: 'missing-key', severity: 'error', hint: 'Add what this prints: sha256sum files/shop.conf' },
      { code: 'missing-key', hint: 'Add what this prints: sha256sum scripts/undo.sh' },
    ]);
    expect(lint(runbookText(spec.replace(/targets.*\n/, '')), 'library')).toEqual([]);
  });

  it('are pinned where nobody did, and nowhere else', () => {
    const digests = new Map([
      ['files/shop.conf', 'a'.repeat(64)],
      ['scripts/undo.sh', 'b'.repeat(64)],
      ['scripts/a.sh', 'c'.repeat(64)],
    ]);
    const text = serializeRunbook(pinSources(runbookOf(spec), digests, findAction));
    expect(lint(text)).toEqual([]);
    for (const digest of ['a', 'b', 'd']) expect(text).toContain(digest.repeat(64));
    expect(text).not.toContain('c'.repeat(64));
  });
});
