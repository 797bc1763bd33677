import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiClient } from '../api-client.js';
import { expectObject, type SampleGitHub, startSampleGitHub } from '../sample-github.js';

let sample: SampleGitHub;
let app: ApiClient;
beforeAll(async () => {
  sample = await startSampleGitHub();
  app = await sample.github.asApp();
});
afterAll(() => sample?.github.close());

describe('check runs', () => {
  test('are found on their commit and on its branch, the latest of each name unless all are asked for', async () => {
    const head = await sample.commit(app, 'checked/one', { x: '1' });
    const make = (body: object) =>
      expectObject(app, 'POST', `${sample.repo}/check-runs`, { name: 'Plan', head_sha: head, ...body });
    expect(await make({ status: 'in_progress' })).toMatchObject({ status: 'in_progress', app: { id: 4242 } });
    const second = await make({ conclusion: 'success', output: { title: 't', summary: 's' } });
    expect(second).toMatchObject({ status: 'completed', conclusion: 'success' });
    const list = (ref: string, query = '') =>
      expectObject(app, 'GET', `${sample.repo}/commits/${ref}/check-runs${query}`);
    for (const ref of [head, 'checked/one', 'checked%2Fone']) {
      expect(await list(ref)).toMatchObject({ total_count: 1, check_runs: [{ id: second.id }] });
    }
    expect(await list(head, '?filter=all')).toMatchObject({ total_count: 2 });
    expect(await list(head, '?check_name=Other')).toMatchObject({ total_count: 0, check_runs: [] });
    expect(await list('main')).toMatchObject({ total_count: 0 });
  });

  test('a conclusion completes one', async () => {
    const head = await sample.commit(app, 'checked/two', { x: '2' });
    const run = await expectObject(app, 'POST', `${sample.repo}/check-runs`, {
      name: 'Run',
      head_sha: head,
      status: 'in_progress',
    });
    const path = `${sample.repo}/check-runs/${run.id}`;
    expect(await expectObject(app, 'PATCH', path, { conclusion: 'failure' })).toMatchObject({
      status: 'completed',
      conclusion: 'failure',
    });
    expect(await expectObject(app, 'GET', path)).toMatchObject({ conclusion: 'failure' });
  });

  test('its annotations are a list, and an update adds to them', async () => {
    const head = await sample.commit(app, 'checked/annotated', { x: '4' });
    const noted = (message: string) => ({
      title: 't',
      summary: 's',
      annotations: [{ path: 'x', start_line: 1, end_line: 1, annotation_level: 'failure', message }],
    });
    const body = { name: 'Lint', head_sha: head, conclusion: 'failure', output: noted('first') };
    const run = await expectObject(app, 'POST', `${sample.repo}/check-runs`, body);
    const path = `${sample.repo}/check-runs/${run.id}`;
    await expectObject(app, 'PATCH', path, { output: noted('second') });
    await expectObject(app, 'PATCH', path, { output: { title: 't', summary: 's' } });
    const listed = await app.request('GET', `${path}/annotations`);
    expect(listed.body).toMatchObject([
      { path: 'x', start_line: 1, annotation_level: 'failure', message: 'first' },
      { message: 'second' },
    ]);
  });

  test('422 for a commit that is not there and for more than fifty annotations; 403 for a person', async () => {
    const head = await sample.commit(app, 'checked/three', { x: '3' });
    const make = (by: ApiClient, body: object) =>
      by.request('POST', `${sample.repo}/check-runs`, { name: 'x', head_sha: head, ...body });
    const annotation = { path: 'x', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'm' };
    const output = { title: 't', summary: 's', annotations: Array.from({ length: 51 }, () => annotation) };
    expect((await make(app, { head_sha: 'f'.repeat(40) })).status).toBe(422);
    expect((await make(app, { output })).status).toBe(422);
    expect((await make(sample.github.as('alice'), {})).status).toBe(403);
  });
});
