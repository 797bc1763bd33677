import {
  knownModel,
  type ModelServer,
  refusedKey,
  startModelServer,
} from '@chatops-commander/devstack/model/start-model-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookForModel } from './look-for-model.js';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.close());

test.each([
  ['a key and a model that are known', {}, { kind: 'there' }],
  ['another model', { model: 'claude-nobody' }, { kind: 'unknown' }],
  ['another key', { apiKey: refusedKey }, { kind: 'key-refused' }],
])('%s', async (_name, changes, found) => {
  const asked = { apiKey: 'sk-ant-made-up', baseUrl: server.url, model: knownModel, ...changes };
  expect(await lookForModel(asked)).toEqual(found);
});

test('nobody listens', async () => {
  const gone = await startModelServer();
  await gone.close();
  expect(await lookForModel({ apiKey: 'sk-ant-made-up', baseUrl: gone.url, model: knownModel })).toEqual({
    kind: 'unreachable',
    because: 'Connection error.',
  });
});
