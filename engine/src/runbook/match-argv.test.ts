import { describe, expect, test } from 'vitest';
import { matchesArgv } from './match-argv.js';

describe('matchesArgv', () => {
  const cases: [name: string, argv: string[], pattern: string[], expected: boolean][] = [
    ['the same', ['nginx', '-t'], ['nginx', '-t'], true],
    ['a name where * stands', ['systemctl', 'status', 'nginx'], ['systemctl', 'status', '*'], true],
    ['an option where * stands', ['systemctl', 'status', '-H'], ['systemctl', 'status', '*'], false],
    ['nothing where * stands', ['systemctl', 'status', ''], ['systemctl', 'status', '*'], false],
    ['* is not part of a word', ['systemctl', 'status', 'nginx'], ['systemctl', 'status', 'ng*'], false],
    ['more arguments', ['nginx', '-t', '-q'], ['nginx', '-t'], false],
    ['fewer arguments', ['nginx'], ['nginx', '-t'], false],
    ['another program of that name', ['/tmp/nginx', '-t'], ['nginx', '-t'], false],
    ['a template', ['echo', '${{ server.name }}'], ['echo', '*'], false],
  ];
  test.each(cases)('%s', (_, argv, pattern, expected) => {
    expect(matchesArgv(argv, pattern)).toBe(expected);
  });
});
