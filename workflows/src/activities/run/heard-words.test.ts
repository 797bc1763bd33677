import type { Audit } from '@chatops-commander/engine/records/audit';
import { expect, test } from 'vitest';
import { heardWords, recordTold, recordUnheard } from './heard-words.js';

/** The log as far as these two use it; the newest entry comes first when it is read. */
function log() {
  const rows: { actor: string; kind: string; data: unknown; key: string | undefined }[] = [];
  const append: Audit['append'] = async ({ actor, kind, data, key }) => {
    if (!rows.some((row) => row.key === key)) rows.push({ actor, kind, data, key });
    return { seq: 1, hash: '' };
  };
  // rows of the log have more fields, which nobody reads here
  const about = (async () => [...rows].reverse()) as unknown as Audit['about'];
  return { append, about };
}
const told = { runId: 'r-abc', attempt: 1, by: 'alice', words: '/ops pause', said: 'comment:1' };

test('words come back once each, oldest first, and only those of this attempt', async () => {
  const audit = log();
  await recordTold(told, audit);
  await recordTold(told, audit);
  await recordTold({ ...told, by: 'bruno', words: '/ops resume', said: 'comment:2' }, audit);
  await recordTold({ ...told, attempt: 2, said: 'comment:3' }, audit);
  await audit.append({ actor: 'chatops', kind: 'run.finished', subject: 'r-abc', data: { attempt: 1 } });
  expect(await heardWords({ id: 'r-abc', attempt: 1 }, audit)).toEqual([
    { by: 'alice', words: '/ops pause' },
    { by: 'bruno', words: '/ops resume' },
  ]);
});

test('words that the run did not wait for are not among them', async () => {
  const audit = log();
  await recordTold(told, audit);
  await recordTold({ ...told, words: '/ops skip x', said: 'comment:2' }, audit);
  await recordUnheard({ ...told, said: 'comment:2' }, audit);
  expect(await heardWords({ id: 'r-abc', attempt: 1 }, audit)).toEqual([{ by: 'alice', words: '/ops pause' }]);
});
