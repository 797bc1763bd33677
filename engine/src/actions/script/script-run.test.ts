import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import { sampleContext } from '../action-context.fixture.js';
import { interpreterOf } from './interpreter.js';
import { scriptRun } from './script-run.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops script-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(text: string, more: { args?: string[]; cwd?: string } = {}) {
  const sourceFile = Buffer.from(text);
  const input = { file: 'scripts/x.sh', sha256: createHash('sha256').update(sourceFile).digest('hex'), ...more };
  const context = { ...sampleContext(), sourceFile };
  const result = await runLocally(scriptRun.command(input, context), { PATH: '/usr/bin:/bin', TMPDIR: folder });
  return scriptRun.parse(result, input, context);
}

describe('script.run', () => {
  it('hands arguments over as they are, and nothing on standard input', async () => {
    const args = ['$(id)', 'a \'b\' "c"', '', '--', '-x'];
    const text = '#!/bin/sh -e\nread -r line || echo none\nfor word; do echo "[$word]"; done\n';
    expect(await run(text, { args })).toMatchObject({
      kind: 'done',
      outputs: { exit: 0, stdout: `none\n${args.map((word) => `[${word}]\n`).join('')}` },
    });
  });

  it('works where it is told, and leaves nothing behind', async () => {
    expect(await run('pwd; echo "$LC_ALL"', { cwd: '/usr' })).toMatchObject({ outputs: { stdout: '/usr\n\n' } });
    expect(await readdir(folder)).toEqual([]);
  });

  it('runs by its own interpreter', async () => {
    expect(await run('#!/usr/bin/env perl\nprint "a" x 3, " @ARGV";\n', { args: ['b'] })).toMatchObject({
      outputs: { stdout: 'aaa b' },
    });
  });

  it('gives code and last line when it fails, and cleans up', async () => {
    expect(await run('echo half; echo broken >&2; exit 3')).toMatchObject({
      kind: 'failed',
      reason: { en: 'scripts/x.sh: exit code 3: broken', fr: 'scripts/x.sh : code de sortie 3 : broken' },
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('cannot be undone by itself', () => {
    expect(scriptRun.inverse?.({}, {}, undefined)).toMatchObject({ kind: 'impossible' });
  });
});

it.each([
  ['#!/bin/bash\necho', ['/bin/bash']],
  ['#! /bin/sh -eu\n', ['/bin/sh', '-eu']],
  ['#!/usr/bin/env -S python3 -u\n', ['/usr/bin/env', '-S python3 -u']],
  ['#!/bin/sh\r\necho', ['/bin/sh']],
  ['echo no first line', ['/bin/sh']],
  ['#!relative/sh\n', ['/bin/sh']],
  ['', ['/bin/sh']],
])('the interpreter of %j', (text, words) => {
  expect(interpreterOf(Buffer.from(text))).toEqual(words);
});
