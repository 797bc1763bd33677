import { expect, test } from 'vitest';
import type { Outputs } from '../action.js';
import { containerDeploy } from './container-deploy.js';

const image = `registry.example.com/shop:v2@sha256:${'9'.repeat(64)}`;

test.each<[name: string, input: Outputs, said: string | undefined]>([
  ['published ports', { ports: ['8080:8080'] }, '1 min 10 s at most: only one can hold its ports'],
  ["the server's own network", { network: 'host' }, 'only one can hold its ports'],
  ['another limit', { ports: ['80:80'], health: { within: '20s' } }, '30 s at most'],
  ['what cannot run twice', { beside: false }, 'it cannot run twice'],
  ['a network of its own', { network: 'web' }, undefined],
])('the gap of %s is said before', (_name, input, said) => {
  const words = containerDeploy.describe({ name: 'shop', image, ...input }).en;
  if (said === undefined) expect(words).toBe(`Deploys ${image} as container shop`);
  else expect(words).toContain(said);
});
