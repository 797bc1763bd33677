import { describe, expect, test } from 'vitest';
import { findRoute, route } from './router.js';

const handler = async () => ({ status: 200 });
const routes = [
  route('GET', '/git/ref/*name', handler),
  route('GET', '/commits/*ref/pulls', handler),
  route('GET', '/pulls/:number', handler),
];

describe('findRoute', () => {
  test.each([
    {
      name: 'slashes as octokit encodes them',
      path: '/git/ref/heads%2Fteam%2Fone',
      params: { name: 'heads/team/one' },
    },
    { name: 'slashes as a person types them', path: '/git/ref/heads/team/one', params: { name: 'heads/team/one' } },
    { name: 'a wildcard in the middle', path: '/commits/team/one/pulls', params: { ref: 'team/one' } },
    { name: 'one segment', path: '/pulls/12', params: { number: '12' } },
  ])('$name', ({ path, params }) => expect(findRoute(routes, 'GET', path)?.params).toEqual(params));

  test.each([
    { name: 'another method', method: 'POST', path: '/pulls/12' },
    { name: 'more segments than one', method: 'GET', path: '/pulls/12/files' },
    { name: 'malformed encoding', method: 'GET', path: '/pulls/%ff' },
  ])('nothing for $name', ({ method, path }) => expect(findRoute(routes, method, path)).toBeUndefined());
});
