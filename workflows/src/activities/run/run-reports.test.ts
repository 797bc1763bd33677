import { describe, expect, it } from 'vitest';
import type { Steer } from '../../contract.js';
import type { FinishedRun } from './run-plan.js';
import type { RunProgress } from './run-activities.js';
import { createRunReportActivities, type RunAnnouncements } from './run-reports.js';
import { createMemoryAudit, createMemoryOutcomes, sampleContext, sampleRow } from './sample-run.fixture.js';

function stage(say: RunAnnouncements['say'] = async () => {}) {
  const audit = createMemoryAudit();
  const finished: string[] = [];
  const activities = createRunReportActivities({
    records: {
      runs: {
        ...unused,
        get: async () => sampleRow,
        setState: async () => ({ kind: 'set' }),
        async finish({ state }) {
          finished.push(state);
          return { kind: 'set' };
        },
      },
      outcomes: createMemoryOutcomes().outcomes,
      outputs: { ...unusedOutputs, tail: async () => ({ from: 0, bytes: Buffer.alloc(0) }) },
      audit: { ...unusedAudit, append: audit.append },
    },
    contexts: { of: async () => sampleContext(['{ uses: system.disk }']), content: unasked, fileAtMerge: unasked },
    announcements: { say, progress: async () => {}, conclude: async () => {} },
    uiLink: () => undefined,
    nudgeChange: async () => {},
  });
  return { activities, audit, finished };
}

const unasked = async (): Promise<never> => {
  throw new Error('nobody asks this here');
};
const unused = {
  registerRun: unasked,
  list: unasked,
  runsOfBlob: unasked,
  runsOfPull: unasked,
  recent: unasked,
  unfinished: unasked,
  claim: unasked,
  setState: unasked,
  retry: unasked,
};
const unusedOutputs = { append: unasked, offsets: unasked, read: unasked, pruneOutputs: unasked };
const unusedAudit = { verify: unasked, about: async () => [], head: unasked };

const succeeded: FinishedRun = {
  runId: 'r-abc',
  state: 'succeeded',
  trouble: [],
  troubles: 0,
  undo: undefined,
  watched: undefined,
};

describe('finishRun', () => {
  it('puts the end on record though GitHub cannot be told', async () => {
    const away = new Error('GitHub is away');
    const { activities, audit, finished } = stage(() => Promise.reject(away));
    await expect(activities.finishRun(succeeded)).rejects.toBe(away);
    expect(finished).toEqual(['succeeded']);
    expect(audit.entries).toMatchObject([{ kind: 'run.finished', data: { state: 'succeeded' } }]);
  });
});

describe('recordSteer', () => {
  it.each<[string, Steer, number]>([
    ['a comment that comes twice once', { kind: 'pause', by: 'alice', comment: 7 }, 1],
    ['words from elsewhere each time', { kind: 'pause', by: 'alice' }, 2],
  ])('records %s', async (_case, steer, times) => {
    const { activities, audit } = stage();
    await activities.recordSteer('r-abc', steer);
    await activities.recordSteer('r-abc', steer);
    expect(audit.entries).toHaveLength(times);
  });
});

describe('publishRunProgress', () => {
  const at: RunProgress = { phase: 'paused', batch: 1, batches: 1, stepsDone: 0, steps: 1, trouble: [] };
  const trouble = [{ server: 'web-01', step: 's', because: { en: 'full', fr: 'plein' } }];
  const question = { step: 'g', message: 'Go on?', role: 'operator', withinMs: 60_000 } as const;
  it.each<[string, RunProgress, string]>([
    ['a question is news', { ...at, phase: 'asking', question }, 'noticed'],
    ['a failure that waits is news', { ...at, trouble }, 'noticed'],
    ['a pause that somebody asked for is none', at, 'progress'],
    ['a question that was asked before is none', { ...at, phase: 'asking', question, again: true }, 'progress'],
    ['a failure that was told before is none', { ...at, trouble, again: true }, 'progress'],
  ])('%s', async (_case, progress, telling) => {
    const told: string[] = [];
    const { activities } = stage(async (_run, _markdown, how) => void told.push(how));
    await activities.publishRunProgress('r-abc', progress);
    expect(told).toEqual([telling]);
  });
});
