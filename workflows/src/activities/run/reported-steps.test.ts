import type { StepOutcome } from '@chatops-commander/engine/execution/step-run';
import type { OutcomeRow } from '@chatops-commander/engine/records/outcomes';
import { expect, it } from 'vitest';
import { reportedSteps } from './reported-steps.js';
import { sampleContext } from './sample-run.fixture.js';

const text = { en: '', fr: '' };
const done: StepOutcome = { kind: 'done', outputs: {}, summary: text, changed: true, durationMs: 1 };
const failed: StepOutcome = { kind: 'failed', outputs: {}, reason: text, started: true, durationMs: 1 };
const servers = Array.from({ length: 60 }, (_, index) => `web-${index + 1}`);

it('reads the output of what failed first, of few steps, and not of all at once', async () => {
  const rows = servers.map(
    (server): OutcomeRow => ({
      runId: 'r-abc',
      stepId: 's1',
      server,
      attempt: 1,
      intent: null,
      startedAt: '',
      result: server === 'web-60' ? failed : done,
      finishedAt: 'now',
    }),
  );
  const asked: string[] = [];
  let now = 0;
  let most = 0;
  const steps = await reportedSteps(sampleContext(['{ uses: system.disk }'], servers), rows, 1, {
    async tail({ server, stream }) {
      now += 1;
      most = Math.max(most, now);
      if (stream === 'stdout') asked.push(server);
      await Promise.resolve();
      now -= 1;
      return { from: 0, bytes: Buffer.from(stream === 'stdout' ? `said by ${server}` : '') };
    },
  });
  expect(asked).toEqual(['web-60', ...servers.slice(0, 39)]);
  expect(most).toBeLessThanOrEqual(4);
  expect(steps[0]?.servers).toHaveLength(60);
  expect(steps[0]?.servers[59]).toMatchObject({ result: 'failed', outputTail: 'said by web-60' });
  expect(steps[0]?.servers[58]).not.toHaveProperty('outputTail');
});
