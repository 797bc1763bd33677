import { describe, expect, test } from 'vitest';
import { InvalidFile } from './invalid-file.js';
import { parseInventory } from './parse-inventory.js';
import type { Problem } from './problem.js';

const server = '{ host: 10.0.0.11, user: deploy, key: "secret:prod", environment: production';
const inventory = (rest: string): string => `apiVersion: chatops-commander/v1\nkind: Inventory\n${rest}`;

function problemsOf(text: string): readonly Problem[] {
  try {
    parseInventory(text, '.chatops/inventory.yaml');
    return [];
  } catch (error) {
    if (error instanceof InvalidFile) return error.problems;
    throw error;
  }
}

test('an inventory is read as it is written, without defaults', () => {
  const text = inventory(`servers:
  bastion-01: ${server} }
  web-01: ${server}, jump: bastion-01, tags: { role: web }, sudo: nopasswd }
services:
  nginx: { on: { tags: { role: web } }, manager: systemd, aliases: [le site], health: { url: "https://example.com/up" } }
  queue: { on: { servers: [web-01] }, manager: { start: [queue, up], stop: [queue, down], status: [queue, state] } }`);
  const parsed = parseInventory(text, '.chatops/inventory.yaml');
  expect(parsed.servers['web-01']).toEqual({
    host: '10.0.0.11',
    user: 'deploy',
    key: 'secret:prod',
    environment: 'production',
    jump: 'bastion-01',
    tags: { role: 'web' },
    sudo: 'nopasswd',
  });
  expect(Object.keys(parsed.services ?? {})).toEqual(['nginx', 'queue']);
});

describe('mistakes', () => {
  const cases: [name: string, rest: string, expected: Partial<Problem>][] = [
    [
      'a jump host that is not there',
      `servers:\n  bastion: ${server} }\n  web-01: ${server}, jump: bastoin }`,
      { code: 'unknown-reference', line: 5, path: 'servers.web-01.jump', hint: 'Did you mean "bastion"?' },
    ],
    [
      'jump hosts in a circle',
      `servers:\n  a: ${server}, jump: b }\n  b: ${server}, jump: c }\n  c: ${server}, jump: b }`,
      {
        code: 'reference-loop',
        line: 5,
        path: 'servers.b.jump',
        message: 'the jump hosts lead in a circle: b → c → b',
      },
    ],
    [
      'a server that jumps through itself',
      `servers:\n  a: ${server}, jump: a }`,
      { code: 'reference-loop', path: 'servers.a.jump' },
    ],
    [
      'a service on a server that is not there',
      `servers:\n  web-01: ${server} }\nservices:\n  nginx: { on: { servers: [web-01, web-1] }, manager: systemd }`,
      { code: 'unknown-reference', line: 6, path: 'services.nginx.on.servers[1]', hint: 'Did you mean "web-01"?' },
    ],
    [
      'a service on what every object has',
      `servers:\n  web-01: ${server} }\nservices:\n  nginx: { on: { servers: [constructor] }, manager: systemd }`,
      { code: 'unknown-reference', path: 'services.nginx.on.servers[0]' },
    ],
    [
      'a key that is a path',
      `servers:\n  a: { host: h, user: u, key: /home/ada/.ssh/id, environment: e }`,
      { code: 'bad-format', path: 'servers.a.key' },
    ],
    [
      'a host with a command in it',
      `servers:\n  a: { host: "h; id", user: u, key: "secret:k", environment: e }`,
      { code: 'bad-format', path: 'servers.a.host' },
    ],
    [
      'a user that is an option',
      `servers:\n  a: { host: h, user: "-oProxyCommand=id", key: "secret:k", environment: e }`,
      { code: 'bad-format', path: 'servers.a.user' },
    ],
    [
      'a name with capitals',
      `servers:\n  Web-01: ${server} }`,
      { code: 'bad-name', line: 4, column: 3, path: 'servers.Web-01' },
    ],
    [
      'a manager misspelt',
      `servers: {}\nservices:\n  x: { on: { tags: { a: b } }, manager: sytemd }`,
      { code: 'wrong-value', hint: 'Did you mean systemd?' },
    ],
    [
      'a manager of its own without status',
      `servers: {}\nservices:\n  x: { on: { tags: { a: b } }, manager: { start: [a], stop: [b] } }`,
      { code: 'missing-key', path: 'services.x.manager', message: '"status" is missing' },
    ],
    [
      'an argv that is a text',
      `servers: {}\nservices:\n  x: { on: { tags: { a: b } }, manager: { start: a b, stop: [b], status: [c] } }`,
      { code: 'wrong-type', path: 'services.x.manager.start' },
    ],
  ];
  test.each(cases)('%s', (_, rest, expected) => {
    expect(problemsOf(inventory(rest))).toMatchObject([{ severity: 'error', ...expected }]);
  });
});
