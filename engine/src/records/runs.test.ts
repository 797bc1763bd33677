import { describe, expect, test } from 'vitest';
import { databaseEngines, roundsOn, useDatabase } from '../../test/record-databases.js';
import { runId } from './run-identity.js';
import type { NewRun } from './run-row.js';
import { createRuns } from './runs.js';

const blobOf = (n: number) => n.toString(16).padStart(40, '0');
let serial = 0;
/** A run that nothing else in this file has. */
const newRun = (changes: Partial<NewRun> = {}): NewRun => {
  serial += 1;
  return {
    repository: 'acme/ops',
    pull: 1000 + serial,
    path: 'changes/restart.yaml',
    blob: blobOf(serial),
    mergeCommit: 'c'.repeat(40),
    requester: 'alice',
    approvers: ['bruno'],
    risk: 'medium',
    inventoryDigest: 'i'.repeat(64),
    policyDigest: 'p'.repeat(64),
    issue: 7,
    language: 'fr',
    servers: ['web-01', 'web-02'],
    title: 'Redémarrer nginx',
    ...changes,
  };
};
const workflow = (name: string) => ({ workflowId: `run/${name}`, workflowRunId: `${name}-execution` });

describe.each(databaseEngines)('runs on %s', (engine) => {
  const database = useDatabase(engine);

  test('a run is registered once, and comes back as it was written', async () => {
    const runs = createRuns(database.db);
    const run = newRun();
    const first = await runs.registerRun(run);
    expect(first).toEqual({
      kind: 'new',
      run: {
        ...run,
        id: runId(run, 8),
        attempt: 1,
        purpose: 'run',
        state: 'registered',
        workflowId: null,
        workflowRunId: null,
        startedAt: null,
        finishedAt: null,
        summary: null,
        registeredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      },
    });
    expect(await runs.registerRun({ ...run, title: 'Another title' })).toEqual({ kind: 'exists', run: first.run });
    expect(await runs.get(first.run.id)).toEqual(first.run);
    expect(await runs.get('r-00000000')).toBeUndefined();
  });

  test.each([
    ['another pull request', { pull: 2 }],
    ['another path', { path: 'changes/other.yaml' }],
    ['another content', { blob: blobOf(0xabc) }],
    ['another repository', { repository: 'acme/other' }],
  ])('%s is another run', async (_name, changes) => {
    const runs = createRuns(database.db);
    const run = newRun();
    await runs.registerRun(run);
    expect(await runs.registerRun({ ...run, ...changes })).toMatchObject({ kind: 'new' });
  });

  test('the letter case of the repository makes no other run', async () => {
    const runs = createRuns(database.db);
    const run = newRun();
    await runs.registerRun(run);
    expect(await runs.registerRun({ ...run, repository: 'Acme/OPS' })).toMatchObject({ kind: 'exists' });
  });

  test('of 20 that register at once one is told "new", many times over', async () => {
    const runs = createRuns(database.db);
    for (let round = 0; round < roundsOn(engine); round += 1) {
      const run = newRun();
      const answers = await Promise.all(Array.from({ length: 20 }, () => runs.registerRun(run)));
      expect(answers.filter(({ kind }) => kind === 'new')).toHaveLength(1);
      expect(new Set(answers.map(({ run: { id } }) => id)).size).toBe(1);
    }
  }, 60_000);

  test('an id that another run has by chance gets longer', async () => {
    const runs = createRuns(database.db);
    const [run, other] = [newRun(), newRun()];
    await runs.registerRun(other);
    await database.db.query('alter table run_attempts drop constraint run_attempts_run_id_fkey');
    await database.db.query('update run_attempts set run_id = $1 where run_id = $2', [runId(run, 8), runId(other, 8)]);
    await database.db.query('update runs set id = $1 where id = $2', [runId(run, 8), runId(other, 8)]);
    await database.db.query('alter table run_attempts add foreign key (run_id) references runs (id)');
    const registered = await runs.registerRun(run);
    expect(registered).toMatchObject({ kind: 'new', run: { id: runId(run, 13), blob: run.blob } });
    expect(await runs.registerRun(run)).toEqual({ kind: 'exists', run: registered.run });
  });

  test('finds by pull request and by content, lists newest first', async () => {
    const runs = createRuns(database.db);
    const run = newRun({ path: 'changes/b.yaml' });
    const earlier = await runs.registerRun({ ...run, path: 'changes/a.yaml' });
    const later = await runs.registerRun(run);
    const elsewhere = await runs.registerRun({ ...run, repository: 'acme/other' });
    expect(await runs.runsOfPull('ACME/ops', run.pull)).toEqual([earlier.run, later.run]);
    expect(await runs.runsOfBlob(run.blob)).toEqual([earlier.run, later.run, elsewhere.run]);
    expect(await runs.list({ limit: 2 })).toEqual([elsewhere.run, later.run]);
    expect(await runs.list({ limit: 1, repository: 'acme/OPS' })).toEqual([later.run]);
  });

  describe('claims', () => {
    const cases = [
      { name: 'first', attempt: 1, by: 'me', expected: { kind: 'claimed', again: false } },
      { name: 'again, after a reset', attempt: 1, by: 'me', expected: { kind: 'claimed', again: true } },
      { name: 'another workflow', attempt: 1, by: 'other', expected: { kind: 'owned', workflowId: 'run/me' } },
      { name: 'an attempt that nobody asked for', attempt: 2, by: 'me', expected: { kind: 'no-such-run' } },
      { name: 'attempt 0', attempt: 0, by: 'me', expected: { kind: 'no-such-run' } },
    ] as const;
    test('in order', async () => {
      const runs = createRuns(database.db);
      const { run } = await runs.registerRun(newRun());
      for (const { name, attempt, by, expected } of cases) {
        expect(await runs.claim({ runId: run.id, attempt, ...workflow(by) }), name).toMatchObject(expected);
      }
    });

    test('a run that is not on record', async () => {
      const runs = createRuns(database.db);
      expect(await runs.claim({ runId: 'r-11111111', attempt: 1, ...workflow('x') })).toEqual({ kind: 'no-such-run' });
    });

    test('of 20 workflows at once one gets it, many times over', async () => {
      const runs = createRuns(database.db);
      for (let round = 0; round < roundsOn(engine); round += 1) {
        const { run } = await runs.registerRun(newRun());
        const claims = await Promise.all(
          Array.from({ length: 20 }, (_, n) => runs.claim({ runId: run.id, attempt: 1, ...workflow(`w${n}`) })),
        );
        expect(claims.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
        expect(claims.filter(({ kind }) => kind === 'owned')).toHaveLength(19);
      }
    }, 60_000);

    test('a run that is over is not claimed again, not even by its own workflow', async () => {
      const runs = createRuns(database.db);
      const { run } = await runs.registerRun(newRun());
      await runs.claim({ runId: run.id, attempt: 1, ...workflow('me') });
      await runs.finish({ runId: run.id, attempt: 1, state: 'succeeded', summary: null });
      expect(await runs.claim({ runId: run.id, attempt: 1, ...workflow('me') })).toEqual({
        kind: 'closed',
        state: 'succeeded',
        attempt: 1,
      });
    });
  });

  test('states change until one is final', async () => {
    const runs = createRuns(database.db);
    const { run } = await runs.registerRun(newRun());
    const key = { runId: run.id, attempt: 1 };
    expect((await runs.unfinished(1000)).map(({ id }) => id)).toContain(run.id);
    for (const state of ['waiting', 'running', 'paused', 'running', 'rolling-back'] as const) {
      expect(await runs.setState({ ...key, state })).toEqual({ kind: 'set' });
      expect(await runs.get(run.id)).toMatchObject({ state });
    }
    const summary = { servers: 2, text: 'zero \0' };
    expect(await runs.finish({ ...key, state: 'rolled-back', summary })).toEqual({ kind: 'set' });
    expect(await runs.finish({ ...key, state: 'rolled-back', summary: null })).toEqual({ kind: 'set' });
    expect(await runs.finish({ ...key, state: 'succeeded', summary: null })).toEqual({
      kind: 'closed',
      state: 'rolled-back',
    });
    expect(await runs.setState({ ...key, state: 'running' })).toEqual({ kind: 'closed', state: 'rolled-back' });
    expect(await runs.get(run.id)).toMatchObject({
      state: 'rolled-back',
      startedAt: expect.any(String),
      finishedAt: expect.any(String),
      summary: { servers: 2, text: 'zero \uFFFD' },
    });
    expect((await runs.unfinished(1000)).map(({ id }) => id)).not.toContain(run.id);
    expect(await runs.setState({ runId: 'r-22222222', attempt: 1, state: 'running' })).toEqual({ kind: 'no-such-run' });
  });

  test('what ends for not having begun does not end once a workflow has taken it up', async () => {
    const runs = createRuns(database.db);
    const { run } = await runs.registerRun(newRun());
    const key = { runId: run.id, attempt: 1 };
    const never = { ...key, state: 'cancelled', summary: null, unlessBegun: true } as const;
    await runs.claim({ ...key, ...workflow('quick') });
    expect(await runs.finish(never)).toEqual({ kind: 'begun' });
    expect(await runs.get(run.id)).toMatchObject({ finishedAt: null });
    const { run: other } = await runs.registerRun(newRun());
    expect(await runs.finish({ ...never, runId: other.id })).toEqual({ kind: 'set' });
    expect(await runs.claim({ ...key, runId: other.id, ...workflow('late') })).toMatchObject({ kind: 'closed' });
  });

  describe('retries', () => {
    test('only an attempt that is over is retried, once per request', async () => {
      const runs = createRuns(database.db);
      const { run } = await runs.registerRun(newRun());
      const first = { runId: run.id, attempt: 1, askedBy: 'alice', request: 'acme/ops#7:comment:1' };
      expect(await runs.retry(first)).toEqual({ kind: 'not-now', attempt: 1, state: 'registered' });
      await runs.finish({ runId: run.id, attempt: 1, state: 'failed', summary: { why: 'nginx' } });
      expect(await runs.retry(first)).toEqual({ kind: 'added', attempt: 2 });
      expect(await runs.retry(first)).toEqual({ kind: 'added', attempt: 2 });
      expect(await runs.get(run.id)).toMatchObject({
        attempt: 2,
        purpose: 'run',
        state: 'registered',
        workflowId: null,
        summary: null,
      });
      expect(await runs.claim({ runId: run.id, attempt: 1, ...workflow('old') })).toMatchObject({ kind: 'closed' });
      expect(await runs.claim({ runId: run.id, attempt: 2, ...workflow('new') })).toMatchObject({ kind: 'claimed' });
      expect(await runs.retry({ ...first, request: 'acme/ops#7:comment:2' })).toMatchObject({
        kind: 'not-now',
        attempt: 2,
      });
      expect(await runs.retry({ ...first, runId: 'r-33333333' })).toEqual({ kind: 'no-such-run' });
    });

    test('of 10 requests at once one adds an attempt, many times over', async () => {
      const runs = createRuns(database.db);
      for (let round = 0; round < roundsOn(engine); round += 1) {
        const { run } = await runs.registerRun(newRun());
        await runs.finish({ runId: run.id, attempt: 1, state: 'failed', summary: null });
        const retries = await Promise.all(
          Array.from({ length: 10 }, (_, n) =>
            runs.retry({ runId: run.id, attempt: 1, askedBy: 'alice', request: `comment:${n}` }),
          ),
        );
        expect(retries.filter(({ kind }) => kind === 'added')).toHaveLength(1);
      }
    }, 60_000);
  });
});
