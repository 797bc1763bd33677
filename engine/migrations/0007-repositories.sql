create table installations (
  repository text not null check (length(repository) <= 200),
  installation_id bigint not null,
  installed_at timestamptz not null,                           -- merges before it never run unasked; the first value stays
  updated_at timestamptz not null default now()
);
comment on table installations is 'Where the app is installed, and since when';
create unique index installations_identity on installations (lower(repository));

create table accepted_files (
  seq bigint generated always as identity primary key,         -- among merges of the same second, the highest counts
  repository text not null check (length(repository) <= 200),
  kind text not null check (kind in ('policy', 'inventory')),
  content text not null check (octet_length(content) <= 262144),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),      -- sha256 of content
  blob text check (length(blob) between 40 and 64),            -- git blob id, when it came by a pull request
  commit text not null check (length(commit) <= 64),
  accepted_by text[] not null check (cardinality(accepted_by) between 1 and 100), -- the admins, or who bootstrapped
  pull integer,                                                -- null for the bootstrap
  merged_at timestamptz not null,                              -- in whole seconds, as GitHub tells; the latest per repository and kind is in force
  accepted_at timestamptz not null default now()
);
comment on table accepted_files is 'Every version of policy and inventory that was ever in force; never changed afterwards';
create index accepted_files_in_force on accepted_files (lower(repository), kind, merged_at desc, seq desc);
create index accepted_files_by_digest on accepted_files (digest);
-- One pull request brings one version of a file into force, once, however often it is nudged.
create unique index accepted_files_once on accepted_files (lower(repository), kind, pull, digest) where pull is not null;

create function refuse_rewriting_accepted_files() returns trigger language plpgsql as $$
begin
  raise exception 'accepted files are append-only: % is refused', tg_op
    using hint = 'Accept a new version instead.';
end $$;
create trigger accepted_files_are_append_only before update or delete on accepted_files
  for each row execute function refuse_rewriting_accepted_files();
create trigger accepted_files_are_never_emptied before truncate on accepted_files
  for each statement execute function refuse_rewriting_accepted_files();

create table watermarks (
  repository text not null check (length(repository) <= 200),
  seen_until timestamptz not null,                             -- the sweep has handled everything updated before; only moves forward
  updated_at timestamptz not null default now()
);
comment on table watermarks is 'How far the sweep has read each repository';
create unique index watermarks_identity on watermarks (lower(repository));
