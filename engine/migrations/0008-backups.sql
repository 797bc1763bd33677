create table backups (
  id text primary key check (length(id) <= 200),
  run_id text not null check (length(run_id) <= 300),
  step_id text not null check (length(step_id) <= 200),
  server text not null check (length(server) <= 200),
  paths text[] not null check (cardinality(paths) between 1 and 1000), -- what was saved
  bytes bigint not null check (bytes >= 0),                    -- size of the archive in the store
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),      -- of the archive
  location text not null check (length(location) <= 1000),     -- where the store has it; never holds a secret
  created_at timestamptz not null default now(),
  verified_at timestamptz                                      -- read back and found the same; null means that nothing may rely on it
);
comment on table backups is 'Backups taken by runs';
create index backups_by_run on backups (run_id, step_id, server);
