create table passage_files (
  repository text not null check (length(repository) <= 200),
  path text not null check (length(path) <= 1000),
  blob text not null check (length(blob) between 40 and 64),
  primary key (repository, path)
);
comment on table passage_files is 'Which version of each of a team''s own documents can be searched';

create table passages (
  repository text not null,
  path text not null,
  position integer not null check (position >= 0),             -- order in its file
  title text not null check (length(title) <= 500),            -- its headings, outermost first
  anchor text not null check (length(anchor) <= 500),          -- of its nearest heading, as GitHub makes it; may be empty
  text text not null check (length(text) <= 4000),             -- Markdown, as its writer wrote it
  words tsvector not null,                                     -- stems of both languages, without accents
  primary key (repository, path, position),
  foreign key (repository, path) references passage_files on delete cascade
);
comment on table passages is 'A team''s own documents in the ops repository, cut at headings, for /ops ask';
create index passages_words on passages using gin (words);
