-- A server's name says which one it is within one ops repo only: another repository's web-01 is another machine, and
-- its people are to learn nothing of this one.
alter table locks add column repository text not null default '' check (length(repository) <= 200);
update locks set repository = runs.repository from runs where runs.id = locks.run_id;
alter table locks alter column repository drop default;
alter table locks add column expires_at timestamptz check (expires_at is null or holder is not null); -- only of locks taken by hand
alter table locks drop constraint locks_pkey;
create unique index locks_identity on locks (lower(repository), server);

create table lock_waiters (
  holder text primary key check (length(holder) <= 1000),      -- the workflow that waits
  repository text not null check (length(repository) <= 200),
  servers text[] not null check (cardinality(servers) between 1 and 5000), -- all of them at once, or none
  run_id text check (length(run_id) <= 300),
  reason text not null check (length(reason) <= 500),
  link text not null check (length(link) <= 1000),
  seq bigint generated always as identity,                     -- the order of coming
  since timestamptz not null default now(),
  seen_at timestamptz not null default now()                   -- last asked; one that stopped asking holds nobody up
);
comment on table lock_waiters is 'Who waits for servers, in the order of coming';
create index lock_waiters_by_repository on lock_waiters (lower(repository), seq);

create table holds (
  id text primary key check (length(id) <= 300),               -- from what placed it, so that a redelivery places it once
  repository text not null check (length(repository) <= 200),
  pull integer,                                                -- null: every change of the repository
  reason text not null check (length(reason) <= 500),
  placed_by text not null check (length(placed_by) <= 100),
  placed_at timestamptz not null default now(),
  lifted_by text check (length(lifted_by) <= 100),
  lifted_at timestamptz,
  check ((lifted_by is null) = (lifted_at is null))
);
comment on table holds is 'Changes that a person, or a rollback, keeps from running until somebody lifts it';
create index holds_standing on holds (lower(repository)) where lifted_at is null;

create table claims (
  key text primary key check (length(key) <= 300),             -- what one of several workers is to do
  until timestamptz not null                                   -- then another may: whoever claimed it may have died
);
comment on table claims is 'Who does what GitHub cannot be asked to do once: a lease on a name';

alter table installations add column ended_at timestamptz;     -- suspended or removed, and its workflows ended; null while installed

create table emergency_runs (
  seq bigint generated always as identity primary key,
  repository text not null check (length(repository) <= 200),
  path text not null check (length(path) <= 500),
  blob text not null check (length(blob) between 40 and 64),   -- git blob id of content
  content text not null check (octet_length(content) <= 1048576),
  reason text not null check (length(reason) between 1 and 500),
  signed_by text not null check (length(signed_by) <= 100),    -- login, as the policy in force names it
  signed_at text not null check (length(signed_at) <= 40),     -- as it stands in what was signed
  signature text not null check (length(signature) <= 10000),  -- as ssh-keygen -Y sign prints it
  created_at timestamptz not null default now(),
  posted_at timestamptz                                        -- told on GitHub, once that was back
);
comment on table emergency_runs is 'Files that an admin signed and ran while GitHub was away';
create index emergency_runs_by_blob on emergency_runs (lower(repository), blob);
