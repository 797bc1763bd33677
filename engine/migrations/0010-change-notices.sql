create table emergencies (
  repository text not null check (length(repository) <= 200),
  pull integer not null check (pull > 0),
  blob text not null check (length(blob) between 40 and 64),   -- what cannot wait; another content needs another word
  login text not null check (length(login) between 1 and 100), -- whether they may is judged when it is used
  reason text not null check (length(reason) between 1 and 1000),
  comment bigint not null check (comment > 0),
  created_at timestamptz not null default now()
);
comment on table emergencies is 'Who said, and why, that a change cannot wait for the end of a freeze';
create unique index emergencies_identity on emergencies (lower(repository), pull, blob, comment);

create table change_notices (
  repository text not null check (length(repository) <= 200),
  pull integer not null check (pull > 0),
  kind text not null check (kind in ('reviewers', 'reminder', 'closed-for-age')),
  head text not null check (length(head) between 40 and 64),
  created_at timestamptz not null default now()
);
comment on table change_notices is 'What people were told about a pull request, so that they are told once';
create unique index change_notices_identity on change_notices (lower(repository), pull, kind, head);
