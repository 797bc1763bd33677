import type { Json } from '@chatops-commander/engine/actions/action';
import type { Proposal } from '@chatops-commander/engine/planner/planner';
import type { Records } from '@chatops-commander/engine/records/records';
import type { RequestRow } from '@chatops-commander/engine/records/requests';
import { findingsOf } from './request/look.js';
import type { RequestPlan, RequestStore, StoredRequest } from './request/request-store.js';

/** Requests on record. What we wrote as JSON we read back as what it was. */
export function createRequestStore(records: Pick<Records, 'requests' | 'outcomes'>): RequestStore {
  return {
    async save({ wordsDigest, plan, proposals, askedAt, comment, ...request }) {
      await records.requests.saveRequest({
        ...request,
        digest: wordsDigest,
        ...(comment === undefined ? {} : { comment }),
        ...(askedAt === undefined ? {} : { askedAt }),
        // plans and proposals are JSON by construction: they are made of parsed YAML and of our own texts
        ...(plan === undefined ? {} : { plan: plan as unknown as Json }),
        ...(proposals === undefined ? {} : { proposals: proposals as unknown as Json }),
      });
    },
    async find(id) {
      const row = await records.requests.find(id);
      return row && storedRequest(row);
    },
    async proposed(repository) {
      return (await records.requests.proposed(repository, lookedBack)).map(storedRequest);
    },
    async openProposals(repository, issue) {
      const row = await records.requests.openProposals(repository, issue);
      // written by save() above, and by nothing else
      return (row?.proposals ?? []) as unknown as readonly Proposal[];
    },
    async closeProposals(repository, issue) {
      await records.requests.closeProposals(repository, issue);
    },
    async findings(id) {
      const row = await records.requests.find(id);
      if (row === undefined || row.plan === null) return [];
      // written by save() above, and by nothing else
      return await findingsOf(id, (row.plan as unknown as RequestPlan).runbook, records.outcomes);
    },
    async readingMs(id) {
      const rows = await records.outcomes.ofRun(id);
      const slowest = new Map<string, number>();
      for (const row of rows) slowest.set(row.server, (slowest.get(row.server) ?? 0) + (row.result?.durationMs ?? 0));
      return Math.max(0, ...slowest.values());
    },
  };
}

/** Changes wait for a day or so; among so many requests those that are still open are found. */
const lookedBack = 50;

function storedRequest(row: RequestRow): StoredRequest {
  const { digest, plan, proposals, comment, pull, runbookPath, askedAt, ...rest } = row;
  return {
    ...rest,
    wordsDigest: digest,
    comment: comment ?? undefined,
    ...(pull === null ? {} : { pull }),
    ...(runbookPath === null ? {} : { runbookPath }),
    ...(askedAt === null ? {} : { askedAt }),
    // written by save() above, and by nothing else
    ...(plan === null ? {} : { plan: plan as unknown as RequestPlan }),
    ...(proposals === null ? {} : { proposals: proposals as unknown as readonly Proposal[] }),
  };
}
