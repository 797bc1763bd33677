create table requests (
  id text primary key check (length(id) <= 300),               -- from the comment: OWNER/REPO#ISSUE:comment:ID
  repository text not null check (length(repository) <= 200),
  issue integer not null check (issue >= 0),
  comment bigint,                                              -- null when the issue's own body asked
  login text not null check (length(login) <= 100),            -- who asked
  words text not null check (length(words) <= 10000),          -- what was asked, cut beyond that
  digest text not null check (length(digest) <= 100),          -- of the whole text, so that a later edit shows
  language text not null check (language in ('en', 'fr')),
  outcome text not null check (length(outcome) <= 50),         -- what it became: answer, question, proposals, refusal, runbook …
  asked_at timestamptz,                                        -- when it was written, as GitHub tells
  plan jsonb,                                                  -- what the planner wants done next
  proposals jsonb,                                             -- the numbered choices offered
  proposals_open boolean not null default false,               -- a bare number still answers them
  runbook_path text check (length(runbook_path) <= 500),
  pull integer,                                                -- the pull request it led to
  seq bigint generated always as identity,                     -- the order of asking
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (not proposals_open or proposals is not null)
);
comment on table requests is 'What each comment to us became';
create index requests_by_pull on requests (lower(repository), pull);
create index requests_open on requests (lower(repository), issue) where proposals_open;

create table confirmations (
  repository text not null check (length(repository) <= 200),
  pull integer not null,
  blob text not null check (length(blob) between 40 and 64),   -- what was confirmed, so that a later push is not
  login text not null check (length(login) <= 100),
  comment bigint not null,                                     -- where
  created_at timestamptz not null default now()
);
comment on table confirmations is 'Somebody said yes to a change that is stale or ran before';
create unique index confirmations_identity on confirmations (lower(repository), pull, blob, comment);

create table unapproved_merges (
  repository text not null check (length(repository) <= 200),
  pull integer not null,
  merge_commit text not null check (length(merge_commit) <= 64),
  missing jsonb not null,                                      -- what was missing, as told on the pull request
  created_at timestamptz not null default now()
);
comment on table unapproved_merges is 'Merges judged unapproved: a role given to somebody later does not change that';
create unique index unapproved_merges_identity on unapproved_merges (lower(repository), pull, merge_commit);
