import { gitBlobId } from '@chatops-commander/engine/runbook/git-blob';
import { expect, it } from 'vitest';
import { rememberBlobs } from './remember-blobs.js';

const texts = Array.from({ length: 60 }, (_, number) => `text ${number}`);
const byBlob = new Map(texts.map((text) => [gitBlobId(Buffer.from(text)), text]));
const [first = '', ...others] = byBlob.keys();

it('reads a blob once, each repository by itself', async () => {
  const asked: string[] = [];
  const read = rememberBlobs(async (repository, blob) => {
    asked.push(repository);
    return Buffer.from(byBlob.get(blob) ?? '');
  });
  await Promise.all([read('acme/ops', first), read('Acme/ops', first), read('acme/other', first)]);
  expect((await read('acme/ops', first)).toString()).toBe('text 0');
  expect(asked).toEqual(['acme/ops', 'acme/other']);
});

it.each<[name: string, answer: () => Buffer]>([
  [
    'could not be read',
    () => {
      throw new Error('away');
    },
  ],
  ['came with other bytes', () => Buffer.from('other')],
])('reads again what %s', async (_name, answer) => {
  let wrong = true;
  let reads = 0;
  const read = rememberBlobs(async (_repository, blob) => {
    reads += 1;
    return wrong ? answer() : Buffer.from(byBlob.get(blob) ?? '');
  });
  await read('acme/ops', first).catch(() => undefined);
  wrong = false;
  expect((await read('acme/ops', first)).toString()).toBe('text 0');
  expect(reads).toBe(2);
});

it('forgets what was read long ago', async () => {
  let reads = 0;
  const read = rememberBlobs(async (_repository, blob) => {
    reads += 1;
    return Buffer.from(byBlob.get(blob) ?? '');
  });
  for (const blob of [first, ...others, first]) await read('acme/ops', blob);
  expect(reads).toBe(61);
});
