import { access, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleRoles } from '@chatops-commander/cli/dev/sample-people';
import { starterPolicy } from '@chatops-commander/cli/init/starter-policy';
import type { Runbook, Step } from '@chatops-commander/schemas';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { createPulls, type Pulls } from '../support/pulls.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createWorkflowView, type WorkflowView } from '../support/workflow-view.js';

/** Files below the folder of temporary files may be shown to operators; others not. */
const policy = starterPolicy(sampleRoles).replace('serviceLogs: true', `serviceLogs: true\n  files: [${tmpdir()}/]`);

let test: TestStack;
let pulls: Pulls;
let workflows: WorkflowView;
let folder: string;
let count = 0;
let branch: string;
beforeAll(async () => {
  test = await startTestStack({ files: { '.chatops/policy.yaml': policy } });
  pulls = createPulls(test);
  workflows = createWorkflowView(test);
  folder = await mkdtemp(join(test.stack.servers.server('web-01').home, 'preview-'));
});
afterAll(() => test.stop());
beforeEach(() => {
  count += 1;
  branch = `preview-${count}`;
});

const runbook = (steps: Step[], servers = ['web-01']): string =>
  stringify({
    apiVersion: 'chatops-commander/v1',
    kind: 'Runbook',
    metadata: { name: branch, title: `Try ${branch}` },
    spec: { targets: { servers }, onFailure: 'stop', steps },
  } satisfies Runbook);
const open = (steps: Step[], servers?: string[]) =>
  pulls.open(test.alice, branch, { [`changes/${branch}.yaml`]: runbook(steps, servers) });
async function said(pull: number): Promise<string> {
  await workflows.judged(pull);
  const comments = (await test.conversation.comments(pull)).filter((comment) => comment.login === test.bot);
  return comments.map((comment) => comment.body).join('\n\n');
}
const write = (path: string, content: string): Step => ({ id: 'conf', uses: 'files.write', with: { path, content } });

describe('a preview shows', () => {
  it('the state of a service on each server, and what cannot be simulated', async () => {
    const room: Step = { id: 'room', uses: 'system.disk', on: { servers: ['web-01', 'db-01'] } };
    const restart: Step = { id: 'again', uses: 'service.restart', with: { service: 'site' } };
    const free: Step = { id: 'free', uses: 'shell.run', with: { argv: ['true'] } };
    const { number, head } = await open([room, restart, free]);
    const text = await said(number);
    expect(text).toMatch(/Preview[\s\S]*`web-01`[\s\S]*`room`[\s\S]*`again`[\s\S]*running `yes`/);
    expect(text).toMatch(/`db-01`[^`]*`room`/);
    expect(text).toMatch(/❔ `free`[^\n]*cannot be simulated/);
    const checks = await pulls.checks(head);
    expect(checks.get('chatops / preview')).toMatchObject({ conclusion: 'success', title: '2 server(s) looked at' });
    expect(checks.get('chatops / lint')).toMatchObject({ conclusion: 'success' });
    expect(checks.get('chatops / approval')).toMatchObject({ conclusion: 'action_required' });
  });

  it('the difference of a file that the policy lets be shown, and what is backed up', async () => {
    const path = join(folder, 'app.conf');
    await writeFile(path, 'listen 80\nworkers 2\npassword=hunter2\n');
    const { number } = await open([write(path, 'listen 80\nworkers 4\npassword=correct\n')]);
    const text = await said(number);
    expect(text).toContain(' listen 80\n-workers 2\n-password=••••••\n+workers 4\n+password=••••••');
    expect(text).not.toContain('hunter2');
    expect(text).toMatch(/backed up first:[^\n]*KiB/);
    expect(text).toMatch(/are free for them/);
  });

  it('the size alone of any other file', async () => {
    const { number } = await open([write('/etc/passwd', 'nobody\n')]);
    const text = await said(number);
    const passwd = await readFile('/etc/passwd', 'utf8');
    expect(text).toMatch(/bytes `\d+`[\s\S]*is not shown/);
    expect(text).not.toContain('sha256');
    expect(text).not.toContain(passwd.split('\n')[0]);
  });

  it('what is already so', async () => {
    const path = join(folder, 'same.conf');
    await writeFile(path, 'the same\n');
    const { number } = await open([write(path, 'the same\n')]);
    expect(await said(number)).toMatch(/✓ `conf`[^\n]*already so/);
  });

  it('nothing by running what the file brings along', async () => {
    const marker = join(folder, 'validated');
    const step = write(join(folder, 'new.conf'), 'new\n');
    const { number } = await open([{ ...step, with: { ...step.with, validate: ['/bin/touch', marker] } }]);
    expect(await said(number)).toMatch(/Preview[\s\S]*kind `absent`[\s\S]*\+new/);
    await expect(access(marker)).rejects.toThrow();
  });

  it('each head anew', async () => {
    const path = join(folder, 'heads.conf');
    const { number } = await open([write(path, 'one\n')]);
    expect(await said(number)).toContain('+one');
    await pulls.push(test.alice, branch, { [`changes/${branch}.yaml`]: runbook([write(path, 'two\n')]) });
    const text = await said(number);
    expect(text).toContain('+two');
    expect(text).not.toContain('+one');
  });
});

describe('checks', () => {
  it('of a pull request that is none of ours are there, and hinder nothing', async () => {
    const { number, head } = await pulls.open(test.alice, branch, { 'notes.md': branch });
    await workflows.judged(number);
    const checks = await pulls.checks(head);
    for (const name of ['lint', 'preview', 'approval'])
      expect(checks.get(`chatops / ${name}`), name).toMatchObject({ conclusion: 'neutral' });
    expect((await test.conversation.comments(number)).filter(({ login }) => login === test.bot)).toEqual([]);
  });
});

describe('the same asked twice', () => {
  it('is linked, and not proposed a second time', async () => {
    const ask = async (person: typeof test.alice) => {
      const issue = await test.conversation.openIssue(person, 'The site');
      const said = await test.conversation.say(person, issue, '/ops stop the site');
      await workflows.answered(issue, said.id);
      const comments = await test.conversation.comments(issue);
      return comments.find(({ login }) => login === test.bot)?.body ?? '';
    };
    const pullOf = (body: string) => /\/pull\/(\d+)/.exec(body)?.[1];
    const first = await ask(test.alice);
    const second = await ask(test.bruno);
    expect(pullOf(first)).toBeDefined();
    expect(pullOf(second)).toBe(pullOf(first));
    expect(second).toMatch(/already[\s\S]*`alice`/);
    const body = String((await test.conversation.pull(Number(pullOf(first)))).body);
    expect(body).toMatch(/gh pr review chatops\/\S+ --repo acme\/ops --approve/);
  });
});

describe('what the review saw must still be so when the run begins', () => {
  it('otherwise it stops, with the difference, and changes nothing', async () => {
    const path = join(folder, 'moved.conf');
    await writeFile(path, 'before\n');
    const { number } = await open([write(path, 'after\n')]);
    expect(await said(number)).toContain('-before');
    await writeFile(path, 'by somebody else\n');
    await test.conversation.approve(test.bruno, number);
    await test.conversation.merge(test.alice, number);
    const report = await test.conversation.until('the report', async () =>
      (await test.conversation.comments(number)).find(({ body }) => body.includes('changed since the review')),
    );
    expect(report.body).toMatch(/sha256 [0-9a-f]{12}… → [0-9a-f]{12}…/);
    expect(await readFile(path, 'utf8')).toBe('by somebody else\n');
  });

  it('then it runs', async () => {
    const path = join(folder, 'stayed.conf');
    await writeFile(path, 'before\n');
    const { number } = await open([write(path, 'after\n')]);
    expect(await said(number)).toContain('-before');
    await test.conversation.approve(test.bruno, number);
    await test.conversation.merge(test.alice, number);
    await test.conversation.until('the report', async () =>
      (await test.conversation.comments(number)).find(({ body }) => body.includes('✅')),
    );
    expect(await readFile(path, 'utf8')).toBe('after\n');
    await workflows.judged(number);
    const merged = String((await test.conversation.pull(number)).merge_commit_sha);
    expect((await pulls.checks(merged)).get('chatops / run')).toMatchObject({ conclusion: 'success' });
  });
});
