import type { Runbook, Step } from '@chatops-commander/schemas';
import { describe, expect, it } from 'vitest';
import { planFor, summarise } from './planner.fixture.js';
import { suggestNext } from './suggest-next.js';

const ran = (servers: string[], ...steps: Step[]): Runbook => ({
  apiVersion: 'chatops-commander/v1',
  kind: 'Runbook',
  metadata: { name: 'ran', title: 'Ran' },
  spec: { targets: { servers }, steps },
});
const restart: Step = { uses: 'service.restart', with: { service: 'nginx' } };
const status: Step = { uses: 'service.status', with: { service: 'nginx' } };

describe('suggestNext', () => {
  it.each([
    [
      'a restart: its logs',
      ran(['web-01'], restart, status),
      '/ops logs of nginx on web-01',
      '/ops journaux de nginx sur web-01',
    ],
    [
      'a start on two',
      ran(['web-01', 'web-02'], { ...restart, uses: 'service.start' }),
      '/ops logs of nginx on web-01 and web-02',
      '/ops journaux de nginx sur web-01 et web-02',
    ],
    [
      'a stop: how to have it back',
      ran(['web-01'], { ...restart, uses: 'service.stop' }),
      '/ops start nginx on web-01',
      '/ops démarre nginx sur web-01',
    ],
    [
      'a command: are they fine',
      ran(['web-01'], { uses: 'shell.run', with: { argv: ['true'] } }),
      '/ops check web-01',
      '/ops vérifie web-01',
    ],
    [
      'a restart on many: the service',
      ran(['a', 'b', 'c', 'd', 'e', 'f'], restart),
      '/ops logs of nginx',
      '/ops journaux de nginx',
    ],
  ])('after %s', async (_name, runbook, en, fr) => {
    expect(suggestNext({ runbook, outcome: 'succeeded', runId: 'r-1' })?.command).toEqual({ en, fr });
  });

  it('suggests nothing after a reading', () => {
    expect(suggestNext({ runbook: ran(['web-01'], status), outcome: 'succeeded', runId: 'r-1' })).toBeUndefined();
  });

  it.each(['failed', 'rolled-back', 'unknown'] as const)('after one that %s: what it printed', (outcome) => {
    expect(suggestNext({ runbook: ran(['web-01'], restart), outcome, runId: 'r-1' })?.command.en).toBe('/ops logs r-1');
  });

  it.each(['cancelled', 'refused'] as const)('suggests nothing after one that was %s', (outcome) => {
    expect(suggestNext({ runbook: ran(['web-01'], restart), outcome, runId: 'r-1' })).toBeUndefined();
  });

  it.each([
    [ran(['web-01'], restart), 'show-logs nginx @ web-01'],
    [ran(['web-01', 'web-02'], restart), 'show-logs nginx @ web-01 web-02'],
    [ran(['web-01'], { ...restart, uses: 'service.stop' }), 'start-service nginx @ web-01'],
    [ran(['db-01'], { uses: 'shell.run' }), 'check-health @ db-01'],
  ])('suggests words that the planner takes for exactly that', async (runbook, expected) => {
    const next = suggestNext({ runbook, outcome: 'succeeded', runId: 'r-1' });
    expect(summarise(await planFor(next?.command.en ?? ''))).toBe(expected);
    expect(summarise(await planFor(next?.command.fr ?? ''))).toBe(expected);
  });
});
