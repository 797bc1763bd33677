import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectObject, type OpenedPull, type SampleGitHub, startSampleGitHub } from '../sample-github.js';

let sample: SampleGitHub;
let pull: OpenedPull;
beforeAll(async () => {
  sample = await startSampleGitHub();
  const app = await sample.github.asApp();
  pull = await sample.openPull(app, 'team/page', { 'changes/page.yaml': 'kind: Runbook # <b>\n' });
  await expectObject(sample.github.as('alice'), 'POST', `${pull.path}/reviews`, {
    event: 'APPROVE',
    body: 'Fine by me',
  });
  await expectObject(sample.github.as('bob'), 'POST', `${sample.repo}/issues/${pull.number}/comments`, {
    body: '<script>x</script> **go**',
  });
  const output = { title: 'Planned', summary: 'All well' };
  await expectObject(app, 'POST', `${sample.repo}/check-runs`, {
    name: 'Plan',
    head_sha: pull.head,
    conclusion: 'success',
    output,
  });
});
afterAll(() => sample?.github.close());

const open = async (path: string) => {
  const response = await fetch(`${sample.github.htmlUrl}${path}`);
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    url: response.url,
    text: await response.text(),
  };
};

describe('pages', () => {
  test('a pull request shows what was said, the verdicts, the checks and the diff', async () => {
    const page = await open(`/acme/ops/pull/${pull.number}`);
    expect(page).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    for (const part of [
      'Run team/page',
      'Fine by me',
      'reviewed: approved',
      '<strong>go</strong>',
      'Plan',
      'All well',
      'kind: Runbook # &lt;b&gt;',
    ]) {
      expect(page.text).toContain(part);
    }
    expect(page.text).not.toContain('<script');
  });

  test('every link that the API gives to a person opens', async () => {
    const api = await expectObject(sample.github.as('alice'), 'GET', pull.path);
    const files = await sample.github.as('alice').request('GET', `${pull.path}/files`);
    const checks = await expectObject(
      sample.github.as('alice'),
      'GET',
      `${sample.repo}/commits/${pull.head}/check-runs`,
    );
    const links = [
      api.html_url,
      Object(files.body)[0].blob_url,
      Object(files.body)[0].raw_url,
      Object(checks.check_runs)[0].html_url,
    ];
    links.push(
      `${sample.github.htmlUrl}/acme/ops/blob/team/page/changes/page.yaml`,
      `${sample.github.htmlUrl}/acme/ops/commit/${pull.head}`,
    );
    for (const link of links) expect((await open(String(link).replace(sample.github.htmlUrl, ''))).status).toBe(200);
  });

  test('the first page leads to the lists, and the issue of a pull request to its page', async () => {
    expect(await open('/')).toMatchObject({
      status: 200,
      url: `${sample.github.htmlUrl}/acme/ops`,
      text: expect.stringContaining('#1 Run team/page'),
    });
    expect((await open(`/acme/ops/issues/${pull.number}`)).url).toContain(`/pull/${pull.number}`);
  });

  test.each(['/acme/ops/pull/99', '/acme/ops/blob/main/nowhere', '/acme/ops/commit/main~1', '/acme/other'])(
    '404 for %s',
    async (path) => {
      expect((await open(path)).status).toBe(404);
    },
  );
});
