create table previews (
  repository text not null check (length(repository) <= 200),
  pull integer not null check (pull > 0),
  head text not null check (length(head) between 40 and 64),
  path text not null check (length(path) between 1 and 500),
  blob text not null check (length(blob) between 40 and 64),
  guards jsonb not null check (octet_length(guards::text) <= 1048576), -- what must still hold when the run begins
  taken_at timestamptz not null default now()
);
comment on table previews is 'What reviewers were shown of servers, as far as a run counts on it; the first look at a head stays';
create unique index previews_identity on previews (lower(repository), pull, head, path);
