-- No reference to runs in these two: steps read straight from a request have the request's id and no run.

create table outcomes (
  run_id text not null check (length(run_id) <= 300),          -- a run, or the request whose steps only read
  step_id text not null check (length(step_id) <= 200),
  server text not null check (length(server) <= 200),          -- inventory name, or "controller"
  attempt integer not null check (attempt >= 1),               -- counted by the workflow, never by Temporal's retries
  intent jsonb,                                                -- before the start: what was found, what undoes it, its backup; null for reads
  seq bigint generated always as identity,                     -- the order of starting
  started_at timestamptz not null default now(),               -- when the intent was recorded, and so before the command
  result jsonb,                                                -- what the step came to; null while it is not known
  finished_at timestamptz,
  primary key (run_id, step_id, server, attempt),
  check ((result is null) = (finished_at is null))
);
comment on table outcomes is 'One execution of a step on a server: the intent before it starts, the outcome after';

create table outputs (
  run_id text not null check (length(run_id) <= 300),
  step_id text not null check (length(step_id) <= 200),
  server text not null check (length(server) <= 200),
  attempt integer not null check (attempt >= 1),
  stream text not null check (stream in ('stdout', 'stderr')),
  chunk_offset bigint not null check (chunk_offset >= 0),      -- where in the stream this chunk begins, in bytes
  size integer not null check (size > 0 and size = octet_length(bytes)), -- in bytes, beside them so that lengths cost no detoasting
  bytes bytea not null,                                        -- exactly as the command printed them
  stored_at timestamptz not null default now(),
  primary key (run_id, step_id, server, attempt, stream, chunk_offset)
);
comment on table outputs is 'What commands printed, byte for byte, without gaps or overlaps';
create index outputs_by_age on outputs (stored_at);
