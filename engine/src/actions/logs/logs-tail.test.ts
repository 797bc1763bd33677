import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import type { Outputs, StepResult } from '../action.js';
import { sampleContext } from '../action-context.fixture.js';
import { logsTail } from './logs-tail.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops-logs-'));
  file = join(folder, 'a log; id #.log');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const shop = () => ({ name: 'shop', unit: 'shop', manager: { kind: 'systemd' }, logs: file }) as const;
async function run(
  input: Outputs,
  options: { path?: string; services?: ReturnType<typeof shop>[] } = {},
): Promise<StepResult> {
  const context = sampleContext({ services: options.services ?? [] });
  const env = { PATH: options.path ?? '/usr/bin:/bin' };
  return logsTail.parse(await runLocally(logsTail.command(input, context), env), input, context);
}
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`);

describe('logs.tail', () => {
  it('reads the last lines of a file whose name a shell would trip over', async () => {
    await writeFile(file, `${numbered(60).join('\n')}\n`);
    const result = await run({ file, lines: 3 });
    expect(result).toMatchObject({
      kind: 'done',
      changed: false,
      outputs: { lines: ['line 58', 'line 59', 'line 60'] },
    });
  });

  it('reads the log that the inventory names for a service', async () => {
    await writeFile(file, numbered(60).join('\n'));
    const result = await run({ service: 'shop' }, { services: [shop()] });
    expect(result).toMatchObject({ kind: 'done', outputs: { count: 50, truncated: false } });
  });

  it('keeps to its bounds in bytes, whatever a line holds', async () => {
    await writeFile(file, Buffer.concat([Buffer.alloc(200_000, 'x'), Buffer.from([10, 0xff, 0xfe, 10])]));
    const result = await run({ file });
    if (result.kind !== 'done') throw new Error(result.reason.en);
    expect(result.outputs.truncated).toBe(true);
    expect(JSON.stringify(result.outputs).length).toBeLessThan(70_000);
  });

  it('shows the last lines of a file that tells no times, and says so', async () => {
    await writeFile(file, 'one\ntwo\n');
    expect(await run({ file, since: '2h' })).toMatchObject({
      kind: 'done',
      outputs: { lines: ['one', 'two'] },
      summary: { fr: expect.stringMatching(/2 dernières lignes \(un fichier ne dit pas leur âge\)$/) },
    });
  });

  it('takes an empty log for what it is', async () => {
    await writeFile(file, '');
    expect(await run({ file })).toMatchObject({ kind: 'done', summary: { en: `${file}: the log is empty` } });
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['a log that is not there', async () => undefined, /no such log file/],
    ['a folder', () => mkdir(file), /no such log file/],
  ])('fails on %s', async (_case, prepare, message) => {
    await prepare();
    expect(await run({ file })).toMatchObject({ kind: 'failed', reason: { en: expect.stringMatching(message) } });
  });

  it('reads nothing through a link that comes between the look and the reading', async () => {
    const secret = join(folder, 'secret');
    await writeFile(secret, 'secret\n');
    await writeFile(file, 'open\n');
    const readlink = join(folder, 'readlink');
    await writeFile(readlink, `#!/bin/sh\n/usr/bin/readlink "$@"; ln -sf '${secret}' '${file}'\n`);
    await chmod(readlink, 0o755);
    const result = await run({ file }, { path: `${folder}:/usr/bin:/bin` });
    expect(result).toMatchObject({ kind: 'failed', reason: { en: expect.stringMatching(/elsewhere by a link/) } });
    expect(JSON.stringify(result)).not.toContain('"secret"');
  });

  it('fails plainly where there is neither a journal nor a log file', async () => {
    // sh and cat without journalctl
    const result = await run({ service: 'cron' }, { path: folder });
    expect(result).toMatchObject({ kind: 'failed', reason: { en: expect.stringMatching(/no journal/) } });
  });

  it('does not take a closed journal for an empty one', async () => {
    const journalctl = join(folder, 'journalctl');
    await writeFile(
      journalctl,
      '#!/bin/sh\necho "No journal files were opened due to insufficient permissions." >&2\n',
    );
    await chmod(journalctl, 0o755);
    const result = await run({ service: 'cron' }, { path: `${folder}:/usr/bin:/bin` });
    expect(result).toMatchObject({ kind: 'failed', reason: { en: expect.stringMatching(/insufficient permissions/) } });
  });

  it('asks the journal for the unit by its option, never as an option', async () => {
    const journalctl = join(folder, 'journalctl');
    await writeFile(journalctl, '#!/bin/sh\nprintf "%s\\n" "$@"\n');
    await chmod(journalctl, 0o755);
    const result = await run({ service: 'cron', lines: 7 }, { path: `${folder}:/usr/bin:/bin` });
    expect(result).toMatchObject({
      outputs: { lines: ['--no-pager', '-q', '-o', 'short-iso', '-n', '7', '-u', 'cron'] },
    });
  });
});
