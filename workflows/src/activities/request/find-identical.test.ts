import { gitBlobId } from '@chatops-commander/engine/runbook/git-blob';
import { serializeRunbook } from '@chatops-commander/engine/runbook/serialize-runbook';
import type { Runbook } from '@chatops-commander/schemas';
import { expect, it } from 'vitest';
import type { PullRequest } from '../../github/pulls.js';
import { findIdentical } from './find-identical.js';
import type { StoredRequest } from './request-store.js';

const runbook = (service: string, words: string): Runbook => ({
  apiVersion: 'chatops-commander/v1',
  kind: 'Runbook',
  metadata: { name: words, title: words },
  spec: { targets: { servers: ['web-01'] }, steps: [{ uses: 'service.restart', with: { service } }] },
});
const request = (id: string, of: Runbook, over: Partial<StoredRequest> = {}): StoredRequest => ({
  id,
  repository: 'acme/ops',
  issue: 1,
  comment: 1,
  login: 'alice',
  words: 'restart the site',
  wordsDigest: 'sha256:x',
  language: 'en',
  outcome: 'runbook',
  plan: { kind: 'propose', runbook: of, message: { en: '', fr: '' } },
  ...over,
});
const site = runbook('site', 'first');
const open = request('other', site, { pull: 7, runbookPath: 'changes/first.yaml' });
const written = gitBlobId(Buffer.from(serializeRunbook(site)));
const find = (
  mine: StoredRequest,
  others: readonly StoredRequest[],
  over: { state?: PullRequest['state']; blob?: string } = {},
) =>
  findIdentical(
    mine,
    { proposed: async () => others },
    {
      // only these two are looked at
      pulls: {
        pull: async (number) => ({ number, url: `u/${number}`, state: over.state ?? 'open', head: 'h' }) as PullRequest,
      },
      contents: { blobAt: async () => over.blob ?? written },
    },
  );

it.each<[name: string, mine: StoredRequest, others: readonly StoredRequest[], over: object, found: number | undefined]>(
  [
    ['the same steps, asked in other words', request('mine', runbook('site', 'second')), [open], {}, 7],
    ['other steps', request('mine', runbook('database', 'second')), [open], {}, undefined],
    ['one that is closed', request('mine', runbook('site', 'second')), [open], { state: 'closed' }, undefined],
    ['one that is merged', request('mine', runbook('site', 'second')), [open], { state: 'merged' }, undefined],
    ['one that was edited since', request('mine', runbook('site', 'second')), [open], { blob: 'other' }, undefined],
    ['our own, on a retry', request('mine', site, { pull: 7 }), [open], {}, undefined],
    ['itself', request('other', site), [open], {}, undefined],
    ['nothing at all', request('mine', site), [], {}, undefined],
  ],
)('%s', async (_name, mine, others, over, found) => {
  expect((await find(mine, others, over))?.pull).toBe(found);
});
