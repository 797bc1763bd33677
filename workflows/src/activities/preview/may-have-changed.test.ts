import { describe, expect, it } from 'vitest';
import { mayHaveChanged } from './may-have-changed.js';

describe('mayHaveChanged', () => {
  it.each<[string, readonly string[], string, boolean]>([
    ['nothing was started', [], 'files.write', false],
    ['the same family', ['service.stop'], 'service.restart', true],
    ['another family, which changes only its own', ['service.stop', 'container.deploy'], 'files.write', false],
    ['a family that may change anything', ['service.stop', 'shell.run'], 'files.write', true],
    ['an action that is not known', [''], 'files.write', true],
    ['a backup of files', ['backup.files'], 'files.write', false],
    ['a dump', ['backup.postgres'], 'files.write', false],
    ['a pruning', ['backup.prune', 'backup.verify'], 'service.restart', false],
    ['a restore, which brings files', ['backup.restore'], 'files.write', true],
    ['a restore, which brings what a service runs from', ['backup.restore'], 'service.restart', true],
    ['a pruning, for what looks at backups', ['backup.prune'], 'backup.restore', true],
  ])('%s', (_case, started, uses, may) => {
    expect(mayHaveChanged(new Set(started), uses)).toBe(may);
  });
});
