import { describe, expect, it } from 'vitest';
import { planFor } from '../planner.fixture.js';
import type { RecentEvent } from '../planner.js';

const recent: RecentEvent[] = [
  { kind: 'run', title: 'Restart nginx', state: 'succeeded', at: '2026-11-30T09:00:00Z', servers: ['web-01'] },
  { kind: 'run', title: 'Back up database shop', state: 'failed', at: '2026-11-29T02:00:00Z', servers: ['db-01'] },
];

describe('what only the records tell', () => {
  it.each([
    ['what changed today?', ['Restart nginx', 'Back up database shop'], []],
    ["qu'est-ce qui s'est passé cette nuit ?", ['Restart nginx', 'Back up database shop'], []],
    ['what changed on web-01 today?', ['Restart nginx'], ['Back up']],
    ['why did the last run fail?', ['Back up database shop', '/ops logs RUN'], ['Restart nginx']],
    ['pourquoi la dernière exécution a échoué ?', ['Back up database shop'], ['Restart nginx']],
    ['show backups', ['Back up database shop'], ['Restart nginx']],
    ['les backups sont ok ?', ['Back up database shop'], ['Restart nginx']],
  ])('%s', async (text, told, untold) => {
    const outcome = await planFor(text, { recent });
    expect(outcome.kind).toBe('answer');
    for (const part of told) expect(outcome.message[outcome.language]).toContain(part);
    for (const part of untold) expect(outcome.message[outcome.language]).not.toContain(part);
  });

  it('says so where they tell nothing', async () => {
    const outcome = await planFor('show backups');
    expect(outcome.message.en).toContain('I know of no recent run that made a backup');
  });

  it.each([
    ['what happened to nginx on web-02?', 'diagnose'],
    ['back up the database orders', 'runbook'],
    ['retry the last run', 'answer'],
  ])('leaves "%s" to others', async (text, kind) => {
    const outcome = await planFor(text, { recent });
    const told = outcome.message.en.includes('What I know of the last days');
    expect(told).toBe(false);
    if (kind !== 'answer') expect(outcome.kind).toBe(kind);
  });
});
