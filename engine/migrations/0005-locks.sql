create table locks (
  server text primary key check (length(server) <= 200),
  token bigint not null default 0,                             -- fencing token: one more at each taking, and never less again
  holder text check (length(holder) <= 1000),                  -- workflow id, or person:LOGIN; null when free
  run_id text check (length(run_id) <= 300),                   -- the run that it is held for; null for a person's
  reason text check (length(reason) <= 500),                   -- shown to whoever waits
  link text check (length(link) <= 1000),                      -- where to look at the holder
  since timestamptz,
  check (num_nulls(holder, reason, link, since) in (0, 4)),
  check (holder is not null or run_id is null)
);
comment on table locks is 'One row per server that was ever locked; rows stay when freed, for the token';
create index locks_by_holder on locks (holder) where holder is not null;
