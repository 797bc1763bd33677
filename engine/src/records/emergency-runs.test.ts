import { describe, expect, test } from 'vitest';
import { databaseEngines, useDatabase } from '../../test/record-databases.js';
import { createEmergencyRuns } from './emergency-runs.js';

describe.each(databaseEngines)('emergency runs on %s', (engine) => {
  const database = useDatabase(engine);

  test('the last signing of the same bytes counts, and each is told once', async () => {
    const runs = createEmergencyRuns(database.db);
    const blob = 'b'.repeat(40);
    const run = {
      ...{ repository: 'acme/ops', path: 'emergency/x.yaml', blob, content: 'text', reason: 'down', by: 'chloe' },
      ...{ at: '2026-01-01T00:00:00Z', signature: 'one' },
    };
    await runs.record(run);
    await runs.record({ ...run, at: '2026-01-01T01:00:00Z', signature: 'two' });
    const latest = await runs.latest('Acme/Ops', run.path, blob);
    expect(latest).toEqual({ ...run, seq: latest?.seq, at: '2026-01-01T01:00:00Z', signature: 'two' });
    expect(await runs.latest('acme/ops', 'other', blob)).toBeUndefined();
    expect([await runs.content('acme/ops', blob), await runs.content('acme/other', blob)]).toEqual(['text', undefined]);
    const unposted = await runs.unposted('acme/ops');
    expect(unposted.map(({ signature }) => signature)).toEqual(['one', 'two']);
    await runs.markPosted(unposted[0]?.seq ?? 0);
    expect(await runs.unposted('acme/ops')).toHaveLength(1);
  });
});
