import { describe, expect, test } from 'vitest';
import { databaseEngines, useDatabase } from '../../test/record-databases.js';
import type { GuardFacts } from '../preview/guard-changes.js';
import { createCarriedGuards } from './carried-guards.js';
import { registerRun } from './register-run.js';

const facts = (sha256: string): GuardFacts => ({ server: 'web-01', step: 'conf', facts: { sha256 } });

describe.each(databaseEngines)('guards carried from file to file on %s', (engine) => {
  const database = useDatabase(engine);
  const carried = () => createCarriedGuards(database.db);
  async function registered(path: string): Promise<string> {
    const { run } = await registerRun(database.db, {
      repository: 'acme/ops',
      pull: 1,
      path,
      blob: 'b'.repeat(40),
      mergeCommit: 'c'.repeat(40),
      approvers: [],
      risk: 'high',
      inventoryDigest: 'i',
      policyDigest: 'p',
      language: 'en',
      servers: ['web-01'],
      title: path,
    });
    return run.id;
  }

  test('are noted, settled once, and noted again by the file in between', async () => {
    const [first, second, third] = [await registered('1'), await registered('2'), await registered('3')];
    expect(await carried().of(third)).toBeUndefined();
    await carried().note(first, { runId: third, guards: [facts('a')], held: [facts('a')] });
    expect(await carried().waitingFor(first)).toEqual([{ runId: third, guards: [facts('a')], held: [facts('a')] }]);
    await carried().settle(first, third, [facts('b')]);
    await carried().settle(first, third, [facts('later')]);
    expect(await carried().of(third)).toEqual([facts('b')]);
    expect(await carried().waitingFor(first)).toEqual([]);
    // a file that began again must not undo what is settled
    await carried().note(first, { runId: third, guards: [facts('a')], held: [facts('a')] });
    expect(await carried().of(third)).toEqual([facts('b')]);
    await carried().note(second, { runId: third, guards: [facts('b')], held: [] });
    expect(await carried().waitingFor(second)).toEqual([{ runId: third, guards: [facts('b')], held: [] }]);
  });
});
