import type { Queryable } from './queryable.js';
import { RUN_ID_LENGTHS, type RunIdentity, runId } from './run-identity.js';
import { type NewRun, type RunRow, SELECT_RUNS } from './run-row.js';
import { storableText } from './storable-text.js';

export type RunRegistration =
  | { readonly kind: 'new'; readonly run: RunRow }
  /** This content ran, or is to run, from this pull request: never start it unasked. */
  | { readonly kind: 'exists'; readonly run: RunRow };

/** Every id that the identity could have is another run's. */
export class RunIdTaken extends Error {
  override readonly name = 'RunIdTaken';

  constructor(readonly identity: RunIdentity) {
    super(`No run id is free for ${identity.path} of ${identity.repository}#${identity.pull}; please report this.`);
  }
}

/** One statement, so that no run is ever without its first attempt. */
const REGISTER = `
  with added as (
    insert into runs (id, repository, pull, path, blob, merge_commit, requester, approvers, risk, inventory_digest,
                      policy_digest, issue, language, servers, title)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
      on conflict do nothing returning id
  )
  insert into run_attempts (run_id, attempt) select id, 1 from added`;

/** Finds or creates the run; of any number of callers at once, exactly one is told `new`. Throws RunIdTaken. */
export async function registerRun(db: Queryable, run: NewRun): Promise<RunRegistration> {
  for (const length of RUN_ID_LENGTHS) {
    const { rowCount } = await db.query(REGISTER, [
      runId(run, length),
      run.repository,
      run.pull,
      run.path,
      run.blob,
      run.mergeCommit,
      run.requester ?? null,
      run.approvers,
      run.risk,
      run.inventoryDigest,
      run.policyDigest,
      run.issue ?? null,
      run.language,
      run.servers,
      storableText(run.title, 500),
    ]);
    const found = await findByIdentity(db, run);
    if (found !== undefined) return { kind: rowCount === 1 ? 'new' : 'exists', run: found };
    // Nothing was added and nothing is there: another identity has this id, so a longer one tells them apart.
  }
  throw new RunIdTaken({ repository: run.repository, pull: run.pull, path: run.path, blob: run.blob });
}

async function findByIdentity(
  db: Queryable,
  { repository, pull, path, blob }: RunIdentity,
): Promise<RunRow | undefined> {
  const { rows } = await db.query<RunRow>(
    `${SELECT_RUNS} where lower(r.repository) = lower($1) and r.pull = $2 and r.path = $3 and r.blob = $4`,
    [repository, pull, path, blob],
  );
  return rows[0];
}
