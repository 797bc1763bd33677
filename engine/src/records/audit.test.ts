import { describe, expect, test } from 'vitest';
import { databaseEngines, roundsOn, useDatabase } from '../../test/record-databases.js';
import { createAudit } from './audit.js';
import { auditBody, auditHash } from './audit-entry.js';
import type { Database } from './queryable.js';

const entry = (n: number) => ({ actor: 'alice', kind: 'run.registered', subject: `r-${n}`, data: { n } });

/** Does what the triggers forbid, as a superuser could. */
async function tamper(db: Database, ...statements: readonly string[]): Promise<void> {
  const all = ['alter table audit disable trigger user', 'alter table audit_head disable trigger user', ...statements];
  for (const statement of all) await db.query(statement);
  await db.query('alter table audit enable trigger user');
  await db.query('alter table audit_head enable trigger user');
}

describe.each(databaseEngines)('the audit log on %s', (engine) => {
  const database = useDatabase(engine);

  test('an empty log verifies', async () => {
    expect(await createAudit(database.db).verify()).toEqual({ ok: true, count: 0, head: '0'.repeat(64) });
  });

  test('an entry can be hashed again with the formula that is documented', async () => {
    const audit = createAudit(database.db);
    const before = await audit.head();
    const position = await audit.append(entry(1));
    const [stored] = await audit.about('r-1', 1);
    expect(stored).toMatchObject({ ...entry(1), ...position });
    const { at = '', seq = 0 } = stored ?? {};
    expect(auditHash({ previous: before.hash, seq, at, body: auditBody(entry(1)) })).toBe(position.hash);
    expect(await audit.head()).toEqual(position);
  });

  test('50 appends at once make one chain, many times over', async () => {
    const audit = createAudit(database.db);
    const { seq: before } = await audit.head();
    for (let round = 0; round < roundsOn(engine); round += 1) {
      const positions = await Promise.all(Array.from({ length: 50 }, (_, n) => audit.append(entry(n))));
      expect(new Set(positions.map(({ seq }) => seq)).size).toBe(50);
    }
    expect(await audit.verify()).toMatchObject({ ok: true, count: before + 50 * roundsOn(engine) });
  }, 60_000);

  test('one key is recorded once, however many ask at once', async () => {
    const audit = createAudit(database.db);
    const before = await audit.head();
    for (let round = 0; round < roundsOn(engine); round += 1) {
      const key = `step:${round}`;
      const positions = await Promise.all(Array.from({ length: 10 }, () => audit.append({ ...entry(round), key })));
      expect(new Set(positions.map(({ seq }) => seq)).size).toBe(1);
    }
    expect((await audit.head()).seq).toBe(before.seq + roundsOn(engine));
    expect(await audit.verify()).toMatchObject({ ok: true });
  }, 60_000);

  test('several workers that record the same keys at once record each of them once, in one chain', async () => {
    const workers = Array.from({ length: 4 }, () => createAudit(database.db));
    const before = await workers[0]?.head();
    for (let round = 0; round < roundsOn(engine); round += 1) {
      const keys = Array.from({ length: 20 }, (_, n) => `race:${round}:${n}`);
      const positions = await Promise.all(
        workers.map((audit) => Promise.all(keys.map((key, n) => audit.append({ ...entry(n), key })))),
      );
      for (const ofWorker of positions) expect(ofWorker).toEqual(positions[0]);
    }
    expect((await workers[0]?.head())?.seq).toBe((before?.seq ?? 0) + 20 * roundsOn(engine));
    expect(await workers[0]?.verify()).toMatchObject({ ok: true });
  }, 60_000);

  test('an entry that cannot be recorded fails alone, among others that are asked for at once', async () => {
    const audit = createAudit(database.db);
    const before = await audit.head();
    const tooLong = { ...entry(2), key: 'k'.repeat(501) };
    const settled = await Promise.allSettled([entry(0), entry(1), tooLong, entry(3)].map((one) => audit.append(one)));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect((await audit.head()).seq).toBe(before.seq + 3);
    expect(await audit.verify()).toMatchObject({ ok: true });
  });

  test('whatever a server prints can be recorded', async () => {
    const audit = createAudit(database.db);
    const data = {
      text: 'nul \0, half \uD83D, whole 😀, "quotes" \\ \n',
      number: -0,
      big: 1e300,
      nested: [{ é: null }],
    };
    await audit.append({ ...entry(2), subject: 'odd', data });
    const [stored] = await audit.about('odd', 1);
    expect(stored?.data).toEqual({ ...data, text: 'nul \uFFFD, half \uFFFD, whole 😀, "quotes" \\ \n', number: 0 });
    expect(await audit.verify()).toMatchObject({ ok: true });
  });

  test('data beyond the bound is kept by size and digest', async () => {
    const audit = createAudit(database.db);
    await audit.append({ ...entry(3), subject: 'long', data: 'x'.repeat(100_000) });
    const [stored] = await audit.about('long', 1);
    expect(stored?.data).toEqual({ omitted: { characters: 100_002, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  });

  test.each([
    'update audit set body = body',
    "update audit set actor = 'mallory'",
    'delete from audit',
    'truncate audit',
    'delete from audit_head',
    'truncate audit_head',
    'update audit_head set seq = seq',
    'update audit_head set seq = seq + 1',
    "update audit_head set seq = seq + 1, previous = hash, at = 'epoch'",
  ])('the database refuses: %s', async (statement) => {
    const audit = createAudit(database.db);
    await audit.append(entry(4));
    await expect(database.db.query(statement)).rejects.toThrow(/append-only|can only be updated to DEFAULT/);
    expect(await audit.verify()).toMatchObject({ ok: true });
  });
});

describe.each(databaseEngines)('tampering with the audit log on %s shows', (engine) => {
  const database = useDatabase(engine);

  // In this order: each case undoes itself, so that the next starts from a chain that verifies.
  const cases: readonly { name: string; harm: string; mend: string; because: string; seq: number }[] = [
    {
      name: 'another actor in the middle',
      harm: `update audit set body = replace(body, 'alice', 'mallory') where seq = 3`,
      mend: `update audit set body = replace(body, 'mallory', 'alice') where seq = 3`,
      because: 'altered',
      seq: 3,
    },
    {
      name: 'another time',
      harm: `update audit set at = at - interval '1 hour' where seq = 2`,
      mend: `update audit set at = at + interval '1 hour' where seq = 2`,
      because: 'altered',
      seq: 2,
    },
    {
      name: 'an entry taken out of the middle',
      harm: `create table taken as select seq, at, body, previous, hash, key from audit where seq = 600;
             delete from audit where seq = 600`,
      mend: `insert into audit (seq, at, body, previous, hash, key) select * from taken; drop table taken`,
      because: 'missing',
      seq: 600,
    },
    {
      name: 'the last entries cut off',
      harm: `create table taken as select seq, at, body, previous, hash, key from audit where seq > 690;
             delete from audit where seq > 690`,
      mend: `insert into audit (seq, at, body, previous, hash, key) select * from taken; drop table taken`,
      because: 'missing',
      seq: 691,
    },
    {
      name: 'an entry with a hash of its own, not chained on',
      harm: `update audit set body = body || ' ', hash = sha256(convert_to(encode(previous, 'hex') || E'\\n' || seq ||
               E'\\n' || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || E'\\n' || body || ' ', 'UTF8'))
               where seq = 5`,
      mend: `update audit set body = rtrim(body), hash = (select previous from audit where seq = 6) where seq = 5`,
      because: 'not-chained',
      seq: 6,
    },
    {
      name: 'an entry added behind the head',
      harm: `insert into audit (seq, at, body, previous, hash) select seq + 1, at, body, hash, sha256(hash) from audit where seq = 700`,
      mend: 'delete from audit where seq = 701',
      because: 'wrong-end',
      seq: 701,
    },
    {
      name: 'a head that was moved',
      harm: `update audit_head set hash = sha256(hash)`,
      mend: `update audit_head set hash = (select hash from audit where seq = 700)`,
      because: 'wrong-end',
      seq: 700,
    },
  ];

  test.each(cases)(
    '$name',
    async ({ harm, mend, because, seq }) => {
      const audit = createAudit(database.db);
      for (let { seq: n } = await audit.head(); n < 700; n += 1) await audit.append(entry(n));
      expect(await audit.verify()).toMatchObject({ ok: true, count: 700 });
      await tamper(database.db, harm);
      expect(await audit.verify()).toEqual({ ok: false, seq, because });
      await tamper(database.db, mend);
      expect(await audit.verify()).toMatchObject({ ok: true, count: 700 });
    },
    60_000,
  );

  test('only what was noted elsewhere shows a chain that was written anew', async () => {
    const audit = createAudit(database.db);
    const noted = await audit.append({ ...entry(0), data: 'as it was' });
    expect(await audit.verify(noted)).toMatchObject({ ok: true });
    await tamper(
      database.db,
      'delete from audit',
      `update audit_head set seq = 0, at = 'epoch', hash = decode(repeat('00', 32), 'hex')`,
    );
    expect(await audit.verify(noted)).toEqual({ ok: false, seq: 1, because: 'missing' });
    for (let n = 0; n < noted.seq; n += 1) await audit.append(entry(n));
    expect(await audit.verify()).toMatchObject({ ok: true });
    expect(await audit.verify(noted)).toEqual({ ok: false, seq: noted.seq, because: 'not-as-noted' });
  }, 60_000);
});
