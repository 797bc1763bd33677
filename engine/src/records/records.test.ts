import { describe, expect, test } from 'vitest';
import { databaseEngines, roundsOn, useDatabase } from '../../test/record-databases.js';
import { fileDigest, type NewAcceptedFile } from './accepted-files.js';
import { createRecords } from './records.js';
import type { RequestRecord } from './requests.js';

const BLOB = 'b'.repeat(40);

describe.each(databaseEngines)('records on %s', (engine) => {
  const database = useDatabase(engine);
  const records = () => createRecords(database.db);

  describe('requests', () => {
    const request = (comment: number, changes: Partial<RequestRecord> = {}): RequestRecord => ({
      id: `acme/ops#12:comment:${comment}`,
      repository: 'acme/ops',
      issue: 12,
      comment,
      login: 'alice',
      words: 'le site est down',
      digest: 'd'.repeat(64),
      language: 'fr',
      outcome: 'proposals',
      ...changes,
    });

    test('a request is saved, then again with what it became', async () => {
      const { requests } = records();
      await requests.saveRequest(request(1, { outcome: 'diagnose' }));
      await requests.saveRequest(request(1, { outcome: 'runbook', runbookPath: 'changes/a.yaml', pull: 40 }));
      const saved = await requests.find(request(1).id);
      expect(saved).toMatchObject({
        outcome: 'runbook',
        runbookPath: 'changes/a.yaml',
        pull: 40,
        words: 'le site est down',
      });
      expect(await requests.ofPull('Acme/ops', 40)).toEqual(saved);
      await requests.saveRequest(request(1, { outcome: 'runbook' }));
      expect(await requests.find(request(1).id)).toMatchObject({ pull: 40 });
      expect(await requests.find('nothing')).toBeUndefined();
    });

    test('the last proposals of a thread are the open ones, until closed', async () => {
      const { requests } = records();
      expect(await requests.openProposals('acme/ops', 12)).toBeUndefined();
      await requests.saveRequest(request(2, { proposals: [{ title: 'one' }] }));
      await requests.saveRequest(request(3, { proposals: [{ title: 'two' }] }));
      await requests.saveRequest(request(3, { proposals: [{ title: 'two' }] }));
      await requests.saveRequest(
        request(4, { id: 'acme/ops#13:comment:4', issue: 13, proposals: [{ title: 'three' }] }),
      );
      expect(await requests.openProposals('acme/ops', 12)).toMatchObject({ comment: 3, proposals: [{ title: 'two' }] });
      await requests.closeProposals('ACME/ops', 12);
      expect(await requests.openProposals('acme/ops', 12)).toBeUndefined();
      expect(await requests.openProposals('acme/ops', 13)).toMatchObject({ comment: 4 });
      // A redelivery of the comment must not open what was answered.
      await requests.saveRequest(request(3, { proposals: [{ title: 'two' }] }));
      expect(await requests.openProposals('acme/ops', 12)).toBeUndefined();
    });

    test('proposals saved at the same moment in one thread: one set is open, and none after closing, many times over', async () => {
      const { requests } = records();
      for (let round = 0; round < roundsOn(engine); round += 1) {
        const issue = 100 + round;
        const saving = Array.from({ length: 6 }, (_, n) =>
          requests.saveRequest(request(n, { id: `acme/ops#${issue}:comment:${n}`, issue, proposals: [n] })),
        );
        await Promise.all(saving);
        expect(await requests.openProposals('acme/ops', issue)).toMatchObject({ proposalsOpen: true });
        await requests.closeProposals('acme/ops', issue);
        expect(await requests.openProposals('acme/ops', issue)).toBeUndefined();
      }
    }, 60_000);

    test('an old comment that comes again does not close what was offered since', async () => {
      const { requests } = records();
      const [old, now] = [6, 7].map((n) => request(n, { id: `acme/ops#14:comment:${n}`, issue: 14, proposals: [n] }));
      if (old === undefined || now === undefined) throw new Error('both were made');
      for (const each of [old, now, old]) await requests.saveRequest(each);
      expect(await requests.openProposals('acme/ops', 14)).toMatchObject({ comment: 7 });
    });

    test('words of any kind and length', async () => {
      const { requests } = records();
      await requests.saveRequest(request(5, { words: `nul \0 ${'😀'.repeat(20_000)}`, proposals: ['\0'] }));
      const words = (await requests.find(request(5).id))?.words ?? '';
      expect(Array.from(words)).toHaveLength(10_000);
      expect(words).toMatch(/^nul \uFFFD 😀/u);
    });
  });

  describe('accepted files', () => {
    const file = (content: string, changes: Partial<NewAcceptedFile> = {}): NewAcceptedFile => ({
      repository: 'acme/ops',
      kind: 'policy',
      content,
      commit: 'c'.repeat(40),
      acceptedBy: ['root-admin'],
      ...changes,
    });

    test('the last accepted version is in force; a late nudge brings none back', async () => {
      const { acceptedFiles } = records();
      expect(await acceptedFiles.inForce('acme/ops', 'policy')).toBeUndefined();
      expect(await acceptedFiles.accept(file('first'))).toBe(true);
      expect(await acceptedFiles.accept(file('second', { pull: 4, blob: BLOB }))).toBe(true);
      expect(await acceptedFiles.accept(file('third', { pull: 5 }))).toBe(true);
      expect(await acceptedFiles.accept(file('second', { pull: 4, blob: BLOB, repository: 'Acme/Ops' }))).toBe(false);
      expect(await acceptedFiles.inForce('ACME/ops', 'policy')).toMatchObject({
        content: 'third',
        digest: fileDigest('third'),
        acceptedBy: ['root-admin'],
        pull: 5,
        blob: null,
      });
      expect(await acceptedFiles.inForce('acme/ops', 'inventory')).toBeUndefined();
      expect(await acceptedFiles.byDigest(fileDigest('first'))).toMatchObject({ content: 'first', pull: null });
      expect(await acceptedFiles.blobsOfPull('acme/ops', 4)).toEqual([BLOB]);
      expect(await acceptedFiles.blobsOfPull('acme/ops', 5)).toEqual([]);
    });

    test('an older merge that is accepted late does not replace a newer one', async () => {
      const { acceptedFiles } = records();
      const version = (content: string, pull: number, mergedAt: string) =>
        file(content, { repository: 'acme/late', pull, mergedAt });
      await acceptedFiles.accept(version('newer', 9, '2030-01-02T00:00:00Z'));
      await acceptedFiles.accept(version('older', 8, '2030-01-01T00:00:00Z'));
      expect(await acceptedFiles.inForce('acme/late', 'policy')).toMatchObject({ content: 'newer', pull: 9 });
      await acceptedFiles.accept(version('same second', 10, '2030-01-02T00:00:00Z'));
      expect(await acceptedFiles.inForce('acme/late', 'policy')).toMatchObject({ content: 'same second' });
    });

    test('a version of long ago may come back by a new pull request', async () => {
      const { acceptedFiles } = records();
      expect(await acceptedFiles.accept(file('first', { pull: 6 }))).toBe(true);
      expect(await acceptedFiles.inForce('acme/ops', 'policy')).toMatchObject({ content: 'first', pull: 6 });
    });

    test.each(["update accepted_files set content = 'loose'", 'delete from accepted_files', 'truncate accepted_files'])(
      'the database refuses: %s',
      async (statement) => {
        await records().acceptedFiles.accept(file('kept'));
        await expect(database.db.query(statement)).rejects.toThrow('append-only');
      },
    );
  });

  test('installations keep their first time', async () => {
    const { installations } = records();
    expect(await installations.find('acme/ops')).toBeUndefined();
    const first = { repository: 'acme/ops', installationId: 1, installedAt: '2026-01-02T03:04:05.678Z' };
    await installations.rememberInstallation(first);
    await installations.rememberInstallation({
      repository: 'Acme/ops',
      installationId: 2,
      installedAt: '2026-05-01T00:00:00.000Z',
    });
    expect(await installations.find('ACME/OPS')).toEqual({ ...first, installationId: 2, endedAt: null });
    expect(await installations.all()).toHaveLength(1);
    await installations.markEnded('ACME/ops');
    expect((await installations.find('acme/ops'))?.endedAt).toMatch(/Z$/);
    await installations.rememberInstallation(first);
    expect((await installations.find('acme/ops'))?.endedAt).toBeNull();
  });

  test('watermarks only move forward', async () => {
    const { watermarks } = records();
    expect(await watermarks.get('acme/ops')).toBeUndefined();
    await watermarks.set('acme/ops', '2026-01-02T00:00:00.000Z');
    await watermarks.set('Acme/ops', '2026-01-01T00:00:00.000Z');
    expect(await watermarks.get('acme/ops')).toBe('2026-01-02T00:00:00.000Z');
    await watermarks.set('acme/ops', '2026-01-03T00:00:00.000Z');
    expect(await watermarks.get('acme/ops')).toBe('2026-01-03T00:00:00.000Z');
    await watermarks.forget('ACME/ops');
    expect(await watermarks.get('acme/ops')).toBeUndefined();
  });

  test('an emergency is on record once per comment, with its reason', async () => {
    const { emergencies } = records();
    const declared = { repository: 'acme/ops', pull: 3, blob: BLOB, login: 'bruno', reason: 'site down', comment: 9 };
    await emergencies.declare(declared);
    await emergencies.declare(declared);
    expect(await emergencies.ofPull('ACME/ops', 3)).toEqual([declared]);
    expect(await emergencies.ofPull('acme/ops', 4)).toEqual([]);
  });

  test('people are told once per head', async () => {
    const { changeNotices } = records();
    const notice = { repository: 'acme/ops', pull: 3, kind: 'reminder', head: 'a'.repeat(40) } as const;
    expect(await changeNotices.remember(notice)).toBe(true);
    expect(await changeNotices.remember({ ...notice, repository: 'ACME/ops' })).toBe(false);
    expect(await changeNotices.remember({ ...notice, head: 'b'.repeat(40) })).toBe(true);
    expect(await changeNotices.ofPull('Acme/ops', 3)).toEqual([
      { kind: 'reminder', head: notice.head },
      { kind: 'reminder', head: 'b'.repeat(40) },
    ]);
  });

  test('the first look at a head stays, and is found by its bytes', async () => {
    const { previews } = records();
    const head = 'a'.repeat(40);
    const guards = [{ server: 'web-01', step: 's1', facts: { running: true } }];
    const preview = { repository: 'acme/ops', pull: 3, head, path: 'changes/x.yaml', blob: BLOB, guards };
    expect(await previews.isTaken('acme/ops', 3, head)).toBe(false);
    await previews.remember(preview);
    await previews.remember({ ...preview, repository: 'ACME/ops', guards: [] });
    expect(await previews.isTaken('Acme/ops', 3, head)).toBe(true);
    expect(await previews.ofBlob('acme/ops', 3, BLOB)).toMatchObject({ guards, takenAt: expect.any(String) });
    expect(await previews.ofBlob('acme/ops', 4, BLOB)).toBeUndefined();
  });

  test('confirmations belong to a content', async () => {
    const { confirmations } = records();
    const confirmation = { repository: 'acme/ops', pull: 3, blob: BLOB, login: 'bruno', comment: 5_000_000_000 };
    await confirmations.confirm(confirmation);
    await confirmations.confirm(confirmation);
    expect(await confirmations.ofPull('ACME/ops', 3)).toEqual([confirmation]);
    expect(await confirmations.ofPull('acme/ops', 4)).toEqual([]);
  });

  test('the first judgement of an unapproved merge stays', async () => {
    const { unapprovedMerges } = records();
    const merge = {
      repository: 'acme/ops',
      pull: 3,
      mergeCommit: 'c'.repeat(40),
      missing: [{ en: 'one more approval', fr: 'une approbation de plus' }],
    };
    await unapprovedMerges.remember(merge);
    await unapprovedMerges.remember({ ...merge, missing: [] });
    expect(await unapprovedMerges.find('Acme/ops', 3)).toEqual(merge);
    expect(await unapprovedMerges.find('acme/ops', 4)).toBeUndefined();
  });

  test('a backup counts as verified only with its own checksum', async () => {
    const { backups } = records();
    const backup = {
      id: 'b-1',
      runId: 'r-00000001',
      stepId: 'write',
      server: 'web-01',
      paths: ['/etc/nginx/nginx.conf', '/etc/a "quoted", path'],
      bytes: 3_000_000_000,
      sha256: 'a'.repeat(64),
      location: 'r-00000001/web-01/write.tar.gz',
    };
    await backups.recordBackup(backup);
    await backups.recordBackup({ ...backup, bytes: 1 });
    expect(await backups.markVerified({ id: 'b-1', sha256: 'e'.repeat(64) })).toBe(false);
    expect(await backups.find('b-1')).toEqual({ ...backup, createdAt: expect.any(String), verifiedAt: null });
    expect(await backups.markVerified({ id: 'b-1', sha256: backup.sha256 })).toBe(true);
    expect(await backups.ofRun('r-00000001')).toMatchObject([{ id: 'b-1', verifiedAt: expect.stringMatching(/Z$/) }]);
    expect(await backups.markVerified({ id: 'b-2', sha256: backup.sha256 })).toBe(false);
  });
});
