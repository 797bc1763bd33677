import { describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import type { Outputs, StepResult } from '../action.js';
import { sampleContext } from '../action-context.fixture.js';
import { shellRun } from './shell-run.js';

const context = sampleContext();
async function run(input: Outputs): Promise<StepResult> {
  const command = shellRun.command(input, context);
  return shellRun.parse(await runLocally(command, { PATH: '/usr/bin:/bin' }), input, context);
}

describe('shell.run', () => {
  it('runs the argv as it is: no shell reads it', async () => {
    const result = await run({ argv: ['printf', '%s|', '$(id)', '; id #', '*', "it's"] });
    expect(result).toMatchObject({ kind: 'done', changed: true, outputs: { exit: 0, stdout: "$(id)|; id #|*|it's|" } });
  });

  it('runs in a folder', async () => {
    expect(await run({ argv: ['pwd'], cwd: '/usr' })).toMatchObject({ outputs: { stdout: '/usr\n' } });
  });

  it.each<[string, string[], string | undefined, number, RegExp]>([
    [
      'a failing command, with its last words',
      ['sh', '-c', 'echo no >&2; echo room >&2; exit 3'],
      undefined,
      3,
      /exit code 3: room$/,
    ],
    ['a failing command that says nothing', ['false'], undefined, 1, /^false: exit code 1$/],
    ['a folder that is not there', ['pwd'], '/no/where', 125, /exit code 125/],
  ])('fails on %s', async (_case, argv, cwd, exit, message) => {
    const result = await run(cwd === undefined ? { argv } : { argv, cwd });
    expect(result).toMatchObject({ kind: 'failed', outputs: { exit }, reason: { en: expect.stringMatching(message) } });
  });

  it('keeps only the end of a long output', async () => {
    const result = await run({ argv: ['sh', '-c', 'yes | head -c 9000; echo END'] });
    if (result.kind !== 'done') throw new Error(result.reason.en);
    expect(String(result.outputs.stdout)).toHaveLength(4000);
    expect(String(result.outputs.stdout).endsWith('END\n')).toBe(true);
  });

  it('becomes root only when asked', () => {
    expect(shellRun.command({ argv: ['id'] }, context).become).toBe('login-user');
    expect(shellRun.command({ argv: ['id'], root: true }, context).become).toBe('root');
  });

  it('shows what it runs without ambiguity', () => {
    expect(shellRun.describe({ argv: ['rm', '-rf', 'a b', ''], root: true }).en).toBe('Runs rm -rf "a b" "" as root');
  });

  it('cannot be undone', () => {
    expect(shellRun.inverse?.({ argv: ['id'] }, {}, undefined).kind).toBe('impossible');
  });
});
