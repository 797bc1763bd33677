import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import type { Outputs, StepResult } from '../action.js';
import { sampleContext } from '../action-context.fixture.js';
import { httpCheck } from './http-check.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops-curl-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** curl, played by a script: the answers one after the other, the last one for ever. */
async function answering(...answers: { status: string; body?: string; words?: string }[]) {
  const cases = answers.map(
    ({ status, body = '', words = '' }, index) =>
      `${index === answers.length - 1 ? '*' : index + 1}) printf '%s' '${body}'; echo '${words}' >&2; echo 'chatops ${status} 0.012' >&2 ;;`,
  );
  const text = `#!/bin/sh\ncd '${folder}'; printf '%s\\n' "$*" >>asked; case $(wc -l <asked | tr -d ' ') in\n${cases.join('\n')}\nesac\n`;
  await writeFile(join(folder, 'curl'), text);
  await chmod(join(folder, 'curl'), 0o755);
}
async function run(input: Outputs): Promise<StepResult> {
  const part = httpCheck.fromServer?.(input);
  if (part === undefined) throw new Error('the worker would ask');
  const context = sampleContext();
  const result = await runLocally(part.command(input, context), { PATH: `${folder}:/usr/bin:/bin` });
  return part.parse(result, input, context);
}
const input = { url: 'http://127.0.0.1:8080/health', from: 'server' };
const reason = (result: StepResult) => (result.kind === 'failed' ? result.reason.en : result.kind);

describe('http.check from the server', () => {
  it('gives status and time, and pins the address that it judged', async () => {
    await answering({ status: '200' });
    expect(await run(input)).toMatchObject({ kind: 'done', outputs: { status: 200, ms: 12, tries: 1 } });
    expect(await readFile(join(folder, 'asked'), 'utf8')).toMatch(
      /--noproxy \* .*--resolve 127\.0\.0\.1:8080:127\.0\.0\.1 .*-- http:\/\/127\.0\.0\.1:8080\/health\n$/,
    );
  });

  it.each<[string, { status: string; body?: string; words?: string }, Outputs, RegExp]>([
    ['another status', { status: '503' }, {}, /it answers 503, 200–399 was expected/],
    ['not the status asked for', { status: '200' }, { status: 204 }, /it answers 200, 204 was expected/],
    ['another text', { status: '200', body: 'sorry' }, { contains: '.*' }, /does not contain "\.\*"/],
    ['nobody there', { status: '000', words: 'curl: (7) Connection refused' }, {}, /the connection was refused/],
    ['a certificate of nobody', { status: '000', words: 'curl: (60) SSL certificate problem' }, {}, /not trusted/],
  ])('fails for %s', async (_case, answer, more, message) => {
    await answering(answer);
    expect(reason(await run({ ...input, ...more }))).toMatch(message);
  });

  it('goes on asking within its time', async () => {
    await answering({ status: '502' }, { status: '200', body: 'all ok' });
    expect(await run({ ...input, contains: 'ok', within: '20s', every: '1s' })).toMatchObject({
      kind: 'done',
      outputs: { tries: 2 },
    });
  });

  it('is never made to ask a metadata service', async () => {
    await answering({ status: '200' });
    expect(reason(await run({ ...input, url: 'http://169.254.169.254/latest' }))).toMatch(/which checks never ask/);
    await expect(readFile(join(folder, 'asked'))).rejects.toThrow('ENOENT');
  });

  it('is asked by the worker without it', () => {
    expect(httpCheck.fromServer?.({ url: input.url })).toBeUndefined();
    expect(httpCheck.fromServer?.({ url: input.url, from: 'controller' })).toBeUndefined();
  });
});
