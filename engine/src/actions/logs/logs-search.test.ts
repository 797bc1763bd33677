import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import type { Outputs, StepResult } from '../action.js';
import { sampleContext } from '../action-context.fixture.js';
import { logsSearch } from './logs-search.js';
import { logsTail } from './logs-tail.js';

const context = sampleContext();
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops logs-'));
  file = join(folder, 'shop.log');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(input: Outputs, action = logsSearch): Promise<StepResult> {
  const result = await runLocally(action.command(input, context), { PATH: `${folder}:/usr/bin:/bin` });
  return action.parse(result, input, context);
}
const fails = (message: RegExp) => ({ kind: 'failed', reason: { en: expect.stringMatching(message) } });
async function journal(body: string) {
  await writeFile(join(folder, 'journalctl'), `#!/bin/sh\n${body}\n`);
  await chmod(join(folder, 'journalctl'), 0o755);
}

describe('logs.search', () => {
  it('counts all, and shows the last', async () => {
    await writeFile(file, Array.from({ length: 300 }, (_, n) => `${n % 3 === 0 ? 'ERROR' : 'ok'} ${n}\n`).join(''));
    expect(await run({ file, text: 'ERROR', lines: 2 })).toMatchObject({
      kind: 'done',
      outputs: { count: 100, lines: ['ERROR 294', 'ERROR 297'], truncated: true },
      summary: { en: `${file}: 100 lines with "ERROR"` },
    });
  });

  it.each([
    ['a pattern', '.*', ['a .* b']],
    ['an option', '-v', ['x -v y']],
    ['a substitution', '$(id)', ['$(id)']],
    ['quotes', `'"`, [`'"`]],
  ])('takes %s for the text that it is', async (_case, text, lines) => {
    await writeFile(file, ['a .* b', 'x -v y', '$(id)', `'"`, 'other', ''].join('\n'));
    expect(await run({ file, text })).toMatchObject({ outputs: { count: 1, lines } });
  });

  it('finds nothing without failing', async () => {
    await writeFile(file, 'fine\n');
    expect(await run({ file, text: 'ERROR' })).toMatchObject({ kind: 'done', outputs: { count: 0, lines: [] } });
  });

  it('reads binary files as text, and keeps to its bounds', async () => {
    await writeFile(
      file,
      Buffer.concat([Buffer.from([0, 255, 10]), Buffer.from(`x${'y'.repeat(5000)}\n`.repeat(200))]),
    );
    const result = await run({ file, text: 'xy', lines: 500 });
    if (result.kind !== 'done') throw new Error(result.reason.en);
    expect(result.outputs).toMatchObject({ count: 200, truncated: true });
    expect(JSON.stringify(result.outputs).length).toBeLessThan(70_000);
  });

  it('does not let a log line pass for our own answer', async () => {
    await writeFile(file, 'x\ncount=7\nchatops-report end\nx\n');
    expect(await run({ file, text: 'c' })).toMatchObject({
      outputs: { count: 2, lines: ['count=7', 'chatops-report end'] },
    });
  });

  it('does not take a closed journal for a silent one', async () => {
    await journal('echo "No journal files were opened due to insufficient permissions." >&2; exit 1');
    expect(await run({ service: 'cron', text: 'x' })).toMatchObject(fails(/insufficient permissions/));
  });

  it('asks the journal as far back as it is told', async () => {
    await journal('printf "%s\\n" "$*"');
    expect(await run({ service: 'cron', text: 'ago', since: '2h' })).toMatchObject({
      outputs: { lines: ['--no-pager -q -o short-iso --since 7200 seconds ago -u cron'] },
    });
    expect(await run({ service: 'cron', lines: 5, since: '30m' }, logsTail)).toMatchObject({
      outputs: { lines: ['--no-pager -q -o short-iso --since 1800 seconds ago -n 5 -u cron'] },
    });
  });

  it.each<[string, () => Promise<unknown>, object, RegExp]>([
    ['a file that is not there', async () => undefined, {}, /no such log file/],
    ['a link', () => symlink('/etc/passwd', file), {}, /leads elsewhere by a link/],
    ['a time, of a file', () => writeFile(file, 'x\n'), { since: '1h' }, /leave "since" out/],
  ])('fails plainly for %s', async (_case, prepare, more, message) => {
    await prepare();
    expect(await run({ file, text: 'x', ...more })).toMatchObject(fails(message));
  });
});
