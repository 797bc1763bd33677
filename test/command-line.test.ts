import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { settings } from '@chatops-commander/cli/settings/setting';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const chatops = fileURLToPath(new URL('../cli/bin/chatops.mjs', import.meta.url));
const world = (file: string): string =>
  fileURLToPath(new URL(`../engine/evaluation/worlds/shop/${file}`, import.meta.url));
const planned = ['--json', '--inventory', world('inventory.yaml'), '--policy', world('policy.yaml')];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops-command-line-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program as it is installed, in an empty folder and an environment without settings. */
const run = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [chatops, ...args],
      { cwd: folder, env: { PATH: process.env.PATH } },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr }),
    );
  });
const plan = async (text: string, ...options: string[]): Promise<Record<string, unknown>> => {
  const { code, stdout, stderr } = await run('plan', ...planned, ...options, text);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
};
const file = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

describe('chatops plan --json', () => {
  test('a runbook, with risk, servers and the file as it would be proposed', async () => {
    const outcome = await plan('redémarre nginx sur web-01');
    expect(Object.keys(outcome)).toEqual(['outcome', 'language', 'message', 'risk', 'targets', 'runbook', 'yaml']);
    expect(outcome).toMatchObject({ outcome: 'runbook', language: 'fr', risk: 'medium', targets: ['web-01'] });
    expect(outcome.yaml).toContain('uses: service.restart');
  });

  test('what it would look at first stands in diagnosis, what may come of it in proposals', async () => {
    const outcome = await plan('grafana is down');
    expect(outcome).toMatchObject({
      outcome: 'proposals',
      language: 'en',
      targets: ['monitoring-01'],
      diagnosis: { kind: 'Runbook' },
    });
    expect(outcome.proposals).toContainEqual(
      expect.objectContaining({ number: 1, risk: 'medium', servers: ['monitoring-01'] }),
    );
    expect(outcome).not.toHaveProperty('runbook');
  });

  test.each([
    ['a question, where the words leave a choice', 'restart nginx', 'question'],
    ['a refusal, of what no action does', 'commande des pizzas pour ce soir', 'refusal'],
    ['an answer, where nothing is asked of a server', 'what can you do?', 'answer'],
  ])('%s', async (_name, text, outcome) => {
    const said = await plan(text);
    expect(said).toMatchObject({ outcome, message: expect.any(String) });
    expect(said).not.toHaveProperty('runbook');
  });

  test('a number takes the proposal of the thread before it', async () => {
    const thread = await file('thread.json', JSON.stringify([{ by: 'user', text: '/ops restart nginx' }]));
    expect(await plan('1', '--thread', thread)).toMatchObject({ outcome: 'runbook', targets: ['web-01'] });
  });

  test('a thread that is none is refused with the entry that is wrong', async () => {
    const thread = await file('no-thread.json', '[{"by":"user","text":"x"},{"by":"nobody"}]');
    const { code, stderr } = await run('plan', ...planned, '--thread', thread, '1');
    expect(code).toBe(1);
    expect(stderr).toContain('entry 1 is not {by: "user"|"bot"');
  });
});

describe('chatops lint --json', () => {
  test('one object per file, with exit code 1 when one has an error', async () => {
    const good = await file(
      'good.yaml',
      'apiVersion: chatops-commander/v1\nkind: Runbook\nmetadata: { name: a, title: a }\nspec:\n  targets: { servers: [web-01] }\n  steps: [{ uses: system.health }]\n',
    );
    const bad = await file('bad.yaml', (await readFile(good, 'utf8')).replace('system.health', 'system.helth'));
    const { code, stdout } = await run('lint', '--json', '--inventory', world('inventory.yaml'), good, bad);
    expect(code).toBe(1);
    const [first, second] = JSON.parse(stdout);
    expect(first).toEqual({ file: good, ok: true, risk: 'low', problems: [] });
    expect(second).toMatchObject({
      file: bad,
      ok: false,
      problems: [
        { severity: 'error', line: 6, column: expect.any(Number), hint: expect.stringContaining('system.health') },
      ],
    });
    expect(Object.keys(second.problems[0])).toEqual(
      expect.arrayContaining(['code', 'severity', 'line', 'column', 'path', 'message', 'hint']),
    );
  });

  test('--as says what a file is where its path does not', async () => {
    const library = await file(
      'library.yaml',
      'apiVersion: chatops-commander/v1\nkind: Runbook\nmetadata: { name: a, title: a }\nspec:\n  triggers: { en: ["look around {servers}"], fr: ["regarde {servers}"] }\n  steps: [{ uses: system.health }]\n',
    );
    expect((await run('lint', '--as', 'library', library)).code).toBe(0);
    expect((await run('lint', '--as', 'change', library)).code).toBe(1);
  });
});

describe('chatops help', () => {
  test('tells of an action, and lists them', async () => {
    const { stdout } = await run('help', 'service.restart');
    expect(stdout).toMatch(
      /Risk medium at least[\s\S]*uses: service\.restart[\s\S]*docs\/actions\/service\.restart\.md/,
    );
    expect((await run('help', 'actions')).stdout).toMatch(/system\.reboot +high/);
    expect(await run('help', 'service.restrat')).toMatchObject({ code: 1 });
  });

  test('config lists every setting', async () => {
    const { stdout } = await run('help', 'config');
    for (const { name } of settings) expect(stdout).toContain(`  ${name}`);
  });

  test('the list names every command, and loads nothing that a command needs', async () => {
    const { stdout, code } = await run('help');
    expect(code).toBe(0);
    for (const name of 'dev init doctor plan lint run emergency logs audit bootstrap migrate app worker'.split(' '))
      expect(stdout).toMatch(new RegExp(`^  ${name}[ \n]`, 'm'));
    const declared = await readFile(new URL('../cli/src/declare-commands.ts', import.meta.url), 'utf8');
    expect([...declared.matchAll(/^import .* from '(.*)';$/gm)].map(([, from]) => from)).toEqual(['commander']);
  });

  test('a misspelt command is answered with the nearest', async () => {
    const { code, stderr } = await run('doctr');
    expect(code).toBe(1);
    expect(stderr).toContain('Did you mean doctor?');
  });
});

test('a file that is not there is named, with how to get it', async () => {
  const { code, stderr } = await run('plan', 'hello');
  expect(code).toBe(1);
  expect(stderr).toBe(
    'chatops: .chatops/inventory.yaml is not there. `chatops init` writes one; --inventory FILE names another.\n',
  );
});

test('settings that are missing are named all at once', async () => {
  const { code, stderr } = await run('worker');
  expect(code).toBe(1);
  for (const name of ['APP_ID', 'PRIVATE_KEY', 'DATABASE_URL']) expect(stderr).toContain(name);
});
