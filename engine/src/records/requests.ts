import type { Json, Language } from '../actions/action.js';
import type { Queryable } from './queryable.js';
import { storableJson, storableText } from './storable-text.js';

/** What a comment to us became. */
export interface RequestRecord {
  /** Made from the comment, such as `acme/ops#12:comment:345`, so that a redelivery is the same request. */
  readonly id: string;
  readonly repository: string;
  readonly issue: number;
  /** Absent when the issue's own body asked. */
  readonly comment?: number;
  readonly login: string;
  readonly words: string;
  /** Of the whole text, so that a later edit of the comment shows. */
  readonly digest: string;
  readonly language: Language;
  /** What it became: answer, question, proposals, refusal, runbook. */
  readonly outcome: string;
  /** ISO 8601; when it was written, as GitHub tells. */
  readonly askedAt?: string;
  /** What the planner wants done next: kept between two activities of one request. */
  readonly plan?: Json;
  /** Numbered choices; saving them closes those offered before in the same thread. */
  readonly proposals?: Json;
  readonly runbookPath?: string;
  readonly pull?: number;
}

export interface RequestRow extends Omit<RequestRecord, 'comment' | 'runbookPath' | 'pull' | 'askedAt' | 'plan'> {
  readonly askedAt: string | null;
  readonly plan: Json;
  readonly comment: number | null;
  readonly proposals: Json;
  readonly proposalsOpen: boolean;
  readonly runbookPath: string | null;
  readonly pull: number | null;
  /** ISO 8601. */
  readonly createdAt: string;
}

export interface Requests {
  /** Writes the request down, or what it became since. Proposals that were answered stay closed. */
  saveRequest(request: RequestRecord): Promise<void>;
  find(id: string): Promise<RequestRow | undefined>;
  /** Which request led to a pull request of ours: who asked, where, and in what words. */
  ofPull(repository: string, pull: number): Promise<RequestRow | undefined>;
  /** The latest requests that led to a pull request, newest first. */
  proposed(repository: string, limit: number): Promise<readonly RequestRow[]>;
  /** The request whose numbered choices a bare number answers. */
  openProposals(repository: string, issue: number): Promise<RequestRow | undefined>;
  closeProposals(repository: string, issue: number): Promise<void>;
}

const COLUMNS = `id, repository, issue, comment, login, words, digest, language, outcome, asked_at as "askedAt", plan, proposals,
  proposals_open as "proposalsOpen", runbook_path as "runbookPath", pull, created_at as "createdAt"`;

/** Closes what was offered before only when this offers something new: a redelivery must not. */
const SAVE = `
  with closed as (
    update requests set proposals_open = false, updated_at = now()
      where lower(repository) = lower($2) and issue = $3 and proposals_open and id <> $1
        and $10::jsonb is not null
        and not exists (select from requests earlier where earlier.id = $1 and earlier.proposals is not null)
  )
  insert into requests (id, repository, issue, comment, login, words, digest, language, outcome, proposals,
                        proposals_open, runbook_path, pull, asked_at, plan)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $10 is not null, $11, $12, $13, $14::jsonb)
    on conflict (id) do update set
      outcome = excluded.outcome,
      asked_at = coalesce(excluded.asked_at, requests.asked_at),
      plan = coalesce(excluded.plan, requests.plan),
      proposals = coalesce(excluded.proposals, requests.proposals),
      proposals_open = case when requests.proposals is null then excluded.proposals_open else requests.proposals_open end,
      runbook_path = coalesce(excluded.runbook_path, requests.runbook_path),
      pull = coalesce(excluded.pull, requests.pull),
      updated_at = now()`;

export function createRequests(db: Queryable): Requests {
  const select = async (rest: string, values: readonly unknown[]): Promise<RequestRow | undefined> =>
    (await db.query<RequestRow>(`select ${COLUMNS} from requests ${rest} limit 1`, values)).rows[0];

  return {
    async saveRequest(request) {
      await db.query(SAVE, saveValues(request));
    },
    find: (id) => select('where id = $1', [id]),
    ofPull: (repository, pull) =>
      select('where lower(repository) = lower($1) and pull = $2 order by seq', [repository, pull]),
    async proposed(repository, limit) {
      const { rows } = await db.query<RequestRow>(
        `select ${COLUMNS} from requests where lower(repository) = lower($1) and pull is not null
           order by seq desc limit $2`,
        [repository, limit],
      );
      return rows;
    },
    // Two that were offered at the same moment may both be open; closing closes both.
    openProposals: (repository, issue) =>
      select('where lower(repository) = lower($1) and issue = $2 and proposals_open order by seq desc', [
        repository,
        issue,
      ]),
    async closeProposals(repository, issue) {
      await db.query(
        `update requests set proposals_open = false, updated_at = now()
           where lower(repository) = lower($1) and issue = $2 and proposals_open`,
        [repository, issue],
      );
    },
  };
}

function saveValues(request: RequestRecord): readonly unknown[] {
  return [
    request.id,
    request.repository,
    request.issue,
    request.comment ?? null,
    request.login,
    storableText(request.words, 10_000),
    request.digest,
    request.language,
    request.outcome,
    request.proposals === undefined ? null : storableJson(request.proposals),
    request.runbookPath ?? null,
    request.pull ?? null,
    request.askedAt ?? null,
    request.plan === undefined ? null : storableJson(request.plan),
  ];
}
