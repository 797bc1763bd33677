create table carried_guards (
  run_id text primary key references runs (id),                -- a file of a pull request that runs after another one
  after_run text not null references runs (id),                -- the file before it
  guards jsonb not null check (octet_length(guards::text) <= 1048576), -- what must hold when it begins, instead of what the review saw
  held jsonb check (octet_length(held::text) <= 1048576),      -- those of them that held when the file before began; null once that ended
  noted_at timestamptz not null default now()
);
comment on table carried_guards is 'What a file of a pull request counts on after the files before it: as they left it, where only they changed it';
create index carried_guards_after on carried_guards (after_run) where held is not null;
