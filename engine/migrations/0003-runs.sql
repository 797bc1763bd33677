create table runs (
  id text primary key check (id ~ '^r-[0-9a-z]{8,26}$'),       -- derived from the identity below; what people read and type
  repository text not null check (length(repository) <= 200),  -- OWNER/NAME; letter case does not matter
  pull integer not null check (pull >= 0),                     -- pull request number; 0 for a run from a checkout, without GitHub
  path text not null check (length(path) <= 500),              -- the runbook's file
  blob text not null check (length(blob) between 40 and 64),   -- git blob id of its bytes
  merge_commit text not null check (length(merge_commit) <= 64), -- where the worker reads the file again
  requester text check (length(requester) <= 100),             -- who asked, from our own records; null when a person wrote the file unasked
  approvers text[] not null check (cardinality(approvers) <= 100), -- whose approvals counted
  risk text not null check (risk in ('low', 'medium', 'high', 'critical')), -- as computed when it was approved
  inventory_digest text not null check (length(inventory_digest) <= 100), -- the inventory in force then
  policy_digest text not null check (length(policy_digest) <= 100), -- the policy in force then
  issue integer,                                               -- the issue where it was asked for
  language text not null check (language in ('en', 'fr')),     -- of the request, and so of the report
  servers text[] not null,                                     -- every server it names
  title text not null check (length(title) <= 500),            -- for lists
  attempt integer not null default 1 check (attempt >= 1),     -- the current attempt
  seq bigint generated always as identity,                     -- the order of registration; PGlite's clock has milliseconds only
  registered_at timestamptz not null default now()
);
comment on table runs is 'One row per approved runbook, written before its workflow starts and kept for ever';
-- What makes a run happen once.
create unique index runs_identity on runs (lower(repository), pull, path, blob);
create index runs_by_blob on runs (blob);
create index runs_by_age on runs (seq);

create table run_attempts (
  run_id text not null references runs (id),
  attempt integer not null check (attempt >= 1),               -- 1, then one more per confirmed retry of the same content
  state text not null default 'registered' check (state in (
    'registered', 'waiting', 'running', 'paused', 'rolling-back',
    'succeeded', 'failed', 'rolled-back', 'cancelled', 'unknown', 'refused')),
  asked_by text check (length(asked_by) <= 100),               -- who asked for this retry; null for the first attempt
  asked_in text check (length(asked_in) <= 500),               -- the request that asked, so that asking twice retries once
  workflow_id text check (length(workflow_id) <= 1000),        -- the workflow that claimed it; no other may run it
  workflow_run_id text check (length(workflow_run_id) <= 100), -- the last execution of that workflow to claim it
  claimed_at timestamptz,
  started_at timestamptz,                                      -- first time in state running
  finished_at timestamptz,                                     -- a final state was reached
  summary jsonb,                                               -- what to report, once finished
  created_at timestamptz not null default now(),
  primary key (run_id, attempt),
  unique (run_id, asked_in)
);
comment on table run_attempts is 'Each time the content of a run is, or was, to be carried out';
create index run_attempts_open on run_attempts (created_at) where finished_at is null;
