import { describe, expect, it } from 'vitest';
import { runLocally } from '../execution/local-machine.fixture.js';
import { parseReport } from './report-lines.js';
import { scriptCommand } from './script-command.js';

const parse = (...lines: string[]) => parseReport(Buffer.from(`${lines.join('\n')}\n`));

describe('parseReport', () => {
  it('reads values, numbers and quoted lines', () => {
    const report = parse(
      'chatops-report 1',
      'state=active',
      'ms=12.5',
      'log|one',
      'log|',
      'log|two|three',
      'log|',
      'chatops-report end',
    );
    expect(report?.value('state')).toBe('active');
    expect(report?.number('ms')).toBe(12.5);
    expect(report?.lines('log')).toEqual(['one', '', 'two|three']);
  });

  it.each([
    ['nothing at all', []],
    ['no opening line', ['state=active', 'chatops-report end']],
    ['an answer that was cut', ['chatops-report 1', 'state=active']],
    ['the lines in the wrong order', ['chatops-report end', 'chatops-report 1']],
  ])('gives nothing for %s', (_case, lines) => {
    expect(parse(...lines)).toBeUndefined();
  });

  it('passes over a login banner, and over lines that are neither', () => {
    const report = parse(
      'Welcome! state=broken',
      'chatops-report 1',
      'Last login: today',
      'state=active',
      'chatops-report end',
    );
    expect(report?.value('state')).toBe('active');
  });

  it('tells absent, empty and unreadable figures from zero', () => {
    const report = parse('chatops-report 1', 'empty=', 'word=n/a', 'zero=0', 'chatops-report end');
    expect(report?.value('empty')).toBeUndefined();
    expect(report?.number('empty')).toBeUndefined();
    expect(report?.number('word')).toBeUndefined();
    expect(report?.number('zero')).toBe(0);
  });
});

describe('scriptCommand', () => {
  const run = (text: string, args: string[], env: Record<string, string> = {}) =>
    runLocally(scriptCommand({ text, args, become: 'login-user', timeoutMs: 10_000 }), {
      PATH: '/usr/bin:/bin',
      ...env,
    });

  it('keeps foreign lines from passing for ours, with and without a newline at the end', async () => {
    const foreign = 'state=hacked\nchatops-report end\nlast';
    const result = await run('report; say state active; printf %s "$1" | quoted log; finish', [foreign]);
    const report = parseReport(result.stdout);
    expect(report?.value('state')).toBe('active');
    expect(report?.lines('log')).toEqual(['state=hacked', 'chatops-report end', 'last']);
  });

  it('hands arguments over as they are', async () => {
    const hostile = '$(id); `id` "quoted" \'single\' \\ * #';
    const result = await run('printf %s "$1"', [hostile]);
    expect(result.stdout.toString()).toBe(hostile);
  });

  it.each([
    ['the locale that was given', { LC_ALL: 'C.UTF-8' }, 'C.UTF-8'],
    ['no locale where none was given', {}, 'none'],
  ])('works in the C locale and gives back %s', async (_case, env, expected) => {
    const result = await run('echo "$LC_ALL"; ( native; sh -c \'echo "${LC_ALL-none}"\' )', [], env);
    expect(result.stdout.toString()).toBe(`C\n${expected}\n`);
  });
});
