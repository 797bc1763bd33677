import type { ChangeHooks, StepLife, StepOutcome, StepRun } from '@chatops-commander/engine/execution/step-run';
import { ConnectionLost, ServerUnreachable } from '@chatops-commander/engine/ssh/connection-errors';
import type { CancelResult } from '@chatops-commander/engine/ssh/remote-execution';
import { describe, expect, it } from 'vitest';
import { prepareStep } from '../prepare-step.js';
import { executeStep } from './execute-step.js';
import {
  createMemoryAudit,
  createMemoryOutcomes,
  sampleContext,
  sampleHolder,
  sampleIntent,
} from './sample-run.fixture.js';

const text = (en: string) => ({ en, fr: en });
const done: StepOutcome = { kind: 'done', outputs: {}, summary: text('fine'), changed: true, durationMs: 1 };
const failed: StepOutcome = { kind: 'failed', reason: text('cut'), outputs: {}, started: false, durationMs: 1 };
const cancelled: StepOutcome = { kind: 'cancelled', reason: text('cut'), started: false, durationMs: 1 };
const server = { name: 'web-01', host: '127.0.0.1', port: 22 };
const key = { runId: 'r-abc', stepId: 's1', server: 'web-01', attempt: 1 };
const reading = '{ uses: system.disk }';
const changing = '{ uses: service.restart, with: { service: nginx } }';

interface Options {
  readonly step?: string;
  /** What the runner does with the step. */
  readonly run?: (stepRun: StepRun, hooks: ChangeHooks, life: StepLife) => Promise<StepOutcome>;
  readonly holder?: string;
  readonly cancelRequested?: boolean;
  readonly firstTry?: boolean;
  readonly gone?: CancelResult;
  readonly unprepared?: Error;
}

function stage(options: Options = {}) {
  const context = sampleContext([options.step ?? changing]);
  const { outcomes, rows } = createMemoryOutcomes(options.holder);
  const audit = createMemoryAudit();
  const abort = new AbortController();
  const cancels: string[] = [];
  const runs: StepRun[] = [];
  const run = (stepRun: StepRun, hooks: ChangeHooks, life: StepLife) => {
    runs.push(stepRun);
    return (options.run ?? (async () => done))(stepRun, hooks, life);
  };
  const execute = () =>
    executeStep(
      {
        server: 'web-01',
        stepId: 's1',
        task: { runId: 'r-abc', runAttempt: 1, steps: ['s1'], servers: ['web-01'], attempt: 1 },
        context,
      },
      {
        runner: {
          read: (stepRun, life) => run(stepRun, { onIntent: async () => {} }, life),
          change: run,
        },
        jobs: {
          async cancel(address) {
            cancels.push(address.name);
            return options.gone ?? { kind: 'gone' };
          },
        },
        outcomes,
        audit,
        async prepare(_context, stepId, name) {
          if (options.unprepared !== undefined) throw options.unprepared;
          const step = context.steps.get(stepId)?.step ?? { uses: 'none' };
          return prepareStep(step, stepId, name, context.inventory);
        },
      },
      {
        signal: abort.signal,
        cancelRequested: () => options.cancelRequested ?? false,
        firstTry: options.firstTry ?? false,
      },
    );
  return { execute, outcomes, rows, audit, abort, cancels, runs };
}

describe('executeStep when its signal aborts', () => {
  const stopped = new Error('the worker stops');

  it.each([
    ['a cancelled reading', reading, cancelled],
    ['a failed reading', reading, failed],
    ['a failed backup', '{ uses: backup.files, with: { paths: [/etc] } }', failed],
  ])('leaves %s to the next attempt when nobody cancelled', async (_case, step, outcome) => {
    const { execute, rows, abort } = stage({
      step,
      async run() {
        abort.abort(stopped);
        return outcome;
      },
    });
    await expect(execute()).rejects.toBe(stopped);
    expect([...rows.values()]).toEqual([]);
  });

  it.each([
    ['a cancelled reading', reading, cancelled, { kind: 'cancelled', started: false }],
    ['a failed reading', reading, failed, { kind: 'cancelled', started: false }],
    ['a change that was over', changing, done, { kind: 'done' }],
    ['a change that had failed', changing, { ...failed, started: true }, { kind: 'failed', started: true }],
  ] as const)('records how %s ended when a person cancelled', async (_case, step, outcome, expected) => {
    const { execute, abort } = stage({
      step,
      cancelRequested: true,
      async run() {
        abort.abort(stopped);
        return outcome;
      },
    });
    expect((await execute()).result).toMatchObject(expected);
  });

  it('runs nothing when a person cancelled before', async () => {
    const { execute, abort, runs, cancels } = stage({ cancelRequested: true });
    abort.abort(stopped);
    expect((await execute()).result).toMatchObject({ kind: 'cancelled', started: false });
    expect([runs, cancels]).toEqual([[], []]);
  });

  it.each([
    ['it cannot even be prepared again', new ServerUnreachable(server, 'refused')],
    ['its signal had aborted before', undefined],
  ])('ends on the server what is on record as started, though %s', async (_case, unprepared) => {
    const { execute, abort, outcomes, cancels } = stage({
      cancelRequested: true,
      ...(unprepared === undefined ? {} : { unprepared }),
    });
    await outcomes.intent(key, sampleIntent, sampleHolder);
    abort.abort(stopped);
    expect((await execute()).result).toMatchObject({ kind: 'cancelled', started: true });
    expect(cancels).toEqual(['web-01']);
  });
});

describe('executeStep before a change', () => {
  it.each([
    ['another attempt', 'run:r-abc:2'],
    ['another run', 'run:r-else:1'],
  ])('starts nothing on a server that %s holds', async (_case, holder) => {
    const { execute } = stage({
      holder,
      async run(_stepRun, hooks) {
        await hooks.onIntent(sampleIntent);
        return done;
      },
    });
    const { intent, result } = await execute();
    expect([intent, result]).toMatchObject([null, { kind: 'failed', started: false }]);
    expect(result).toMatchObject({ reason: { en: expect.stringContaining(holder) } });
  });

  it('attaches to what another attempt of the activity started meanwhile', async () => {
    const { execute, outcomes, runs } = stage({
      async run(stepRun, hooks) {
        if (stepRun.intent !== undefined) return done;
        await outcomes.intent(key, { ...sampleIntent, before: { seen: 'by the other' } }, sampleHolder);
        await hooks.onIntent(sampleIntent);
        return { ...done, summary: text('started twice') };
      },
    });
    expect((await execute()).result).toEqual(done);
    expect(runs.map(({ intent }) => intent?.before)).toEqual([undefined, { seen: 'by the other' }]);
  });
});

describe('executeStep when a server is in trouble', () => {
  it('lets the next attempt find out once the intent is on record', async () => {
    const lost = new ConnectionLost(server);
    const { execute, rows } = stage({
      async run(_stepRun, hooks, life) {
        await hooks.onIntent(sampleIntent);
        life.onStarting?.();
        throw lost;
      },
    });
    await expect(execute()).rejects.toBe(lost);
    expect([...rows.values()]).toMatchObject([{ finishedAt: null }]);
  });

  it('fails at once when its intent is on record and the start was never sent', async () => {
    const { execute } = stage({
      async run(_stepRun, hooks) {
        await hooks.onIntent(sampleIntent);
        throw new ServerUnreachable(server, 'refused');
      },
    });
    expect((await execute()).result).toMatchObject({ kind: 'failed', started: false });
  });

  it('asks a person about a server that stays silent long after its command must be over', async () => {
    const { execute, outcomes, rows } = stage({ unprepared: new ServerUnreachable(server, 'refused') });
    await outcomes.intent(key, sampleIntent, sampleHolder);
    await expect(execute()).rejects.toThrow(ServerUnreachable);
    for (const [name, row] of rows) rows.set(name, { ...row, startedAt: '2026-01-01T00:00:00Z' });
    expect((await execute()).result).toMatchObject({ kind: 'unknown' });
  });

  it('records a failure while nothing was started', async () => {
    const { execute } = stage({ unprepared: new ServerUnreachable(server, 'refused') });
    expect((await execute()).result).toMatchObject({ kind: 'failed', started: false });
  });
});

describe('executeStep on record', () => {
  const secret = 'mysql: access denied with password=hunter2hunter2';
  it.each<[string, StepOutcome]>([
    ['a reason', { ...failed, reason: text(secret), started: true }],
    ['a summary', { ...done, summary: text(secret) }],
    ['an unknown end', { kind: 'unknown', reason: text(secret), because: secret, durationMs: 0 }],
  ])('masks secrets in %s, in both languages', async (_case, outcome) => {
    const { execute } = stage({ run: async () => outcome });
    expect(JSON.stringify((await execute()).result)).not.toContain('hunter2');
  });

  it('audits the end of a change once, also when it finds it on record', async () => {
    const { execute, audit } = stage();
    await execute();
    await execute();
    expect(audit.entries).toEqual([
      {
        actor: 'chatops',
        kind: 'step.finished',
        subject: 'r-abc',
        data: { execution: 'r-abc', step: 's1', server: 'web-01', attempt: 1, outcome: 'done' },
        key: 'step.finished:r-abc:s1:web-01:1',
      },
    ]);
  });

  it('makes up for an audit entry that a crash kept from being written', async () => {
    const { execute, outcomes, audit } = stage();
    await outcomes.finish(key, done);
    await execute();
    expect(audit.entries).toMatchObject([{ kind: 'step.finished' }]);
  });

  it('audits no reading', async () => {
    const { execute, audit } = stage({ step: reading });
    await execute();
    expect(audit.entries).toEqual([]);
  });
});
