import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({
  name: 'skip',
  needs: 'operator',
  typed: [
    'skip migrate --reason done by hand',
    'saute migrate --raison réparé à la main',
    'skip migrate --reason=done',
  ],
  words: ['ignore the alerts', 'passe nginx en version 2'],
  incomplete: ['skip', 'skip migrate', 'skip migrate --reason', 'skip migrate --reason ""'],
  slip: 'skpi migrate --reason done',
});

test.each([
  ['fixed by hand', 'fixed by hand'],
  ['"fixed by hand"', 'fixed by hand'],
  ['« réparé à la main »', 'réparé à la main'],
  ['with --force by hand', 'with --force by hand'],
])('the reason %s', async (typed, reason) => {
  expect((await commandStage().say(`/ops skip migrate --reason ${typed}`)).effects).toEqual([
    `steer {"runId":"r-abc","attempt":1} {"kind":"skip","step":"migrate","reason":"${reason}","by":"alice","comment":9}`,
  ]);
});
