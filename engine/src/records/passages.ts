import type { Language } from '../actions/action.js';
import type { SearchResult } from '../knowledge/choose-passages.js';
import type { DocumentPassage, FactPassage } from '../knowledge/passage.js';
import type { QuestionTerm } from '../knowledge/question-terms.js';
import { fold } from '../request/fold.js';
import { inTransaction } from './in-transaction.js';
import type { Connections, Queryable } from './queryable.js';
import { storableJson, storableText } from './storable-text.js';

export interface DocumentFile {
  readonly path: string;
  readonly blob: string;
}

export interface Passages {
  /** Forgets the files that are gone, and returns those of which this version is not known yet. */
  keepOnly(repository: string, files: readonly DocumentFile[]): Promise<readonly DocumentFile[]>;
  /** Replaces what was known of a file. */
  store(repository: string, file: DocumentFile, passages: readonly DocumentPassage[]): Promise<void>;
  /** Everything in which a term of the question occurs, of the documents stored and of the facts given. */
  search(question: PassageSearch): Promise<SearchResult<DocumentPassage | FactPassage>>;
}
export interface PassageSearch {
  readonly repository: string;
  readonly language: Language;
  readonly terms: readonly QuestionTerm[];
  readonly facts: readonly FactPassage[];
}

const MOST_HITS = 500;

/**
 * Stems of both languages side by side, so that one index serves both; of the text as written, since French stems
 * depend on accents, and of the text without them, since people leave them out.
 */
const STEMS = (text: string) => `(to_tsvector('french', ${text}) || to_tsvector('english', ${text}))`;
const QUERY = (text: string) => `(plainto_tsquery('french', ${text}) || plainto_tsquery('english', ${text}))`;

const STORE = `
  insert into passages (repository, path, position, title, anchor, text, words)
    select $1, $2, p.position, p.title, p.anchor, p.text,
           setweight(${STEMS('p.title')} || ${STEMS('p.folded_title')}, 'A') || ${STEMS('p.text')} || ${STEMS('p.folded_text')}
      from jsonb_to_recordset($3::jsonb)
        as p(position integer, title text, anchor text, text text, folded_title text, folded_text text)`;

/**
 * A term is dropped when it is a stop word of the question's language: `tells`. Facts are given anew with each
 * question, since they change by the minute, and are few enough to be stemmed on the way.
 */
const SEARCH = `
  with term as (
    select place - 1 as place,
           ${QUERY('written')} || ${QUERY('folded')} as query,
           numnode(plainto_tsquery($5::regconfig, written)) > 0 as tells
      from unnest($2::text[], $3::text[]) with ordinality as t(written, folded, place)
  ), asked as (
    select string_agg('(' || query::text || ')', ' | ')::tsquery as any_term from term where tells
  ), candidate as (
    select title, text, path, anchor, words, null::integer as fact from passages
      where repository = lower($1) and words @@ (select any_term from asked)
    union all
    select null, null, null, null, ${STEMS('f.words')}, (f.place - 1)::integer
      from jsonb_array_elements_text($4::jsonb) with ordinality as f(words, place)
  ), hit as (
    select title, text, path, anchor, fact,
           array(select place::integer from term where tells and candidate.words @@ term.query order by place) as terms,
           coalesce((select sum(ts_rank(candidate.words, term.query)) from term where tells), 0)::real as rank
      from candidate
  )
  select (select coalesce(array_agg(place::integer order by place), '{}') from term where tells) as telling,
         (select count(*)::integer from passages where repository = lower($1)) + jsonb_array_length($4::jsonb) as total,
         (select coalesce(jsonb_agg(to_jsonb(best)), '[]')
            from (select * from hit where cardinality(terms) > 0
                    order by cardinality(terms) desc, rank desc limit ${MOST_HITS}) as best) as hits`;

interface HitRow {
  readonly title: string;
  readonly text: string;
  readonly path: string;
  readonly anchor: string;
  /** Position among the facts given; null for a document. */
  readonly fact: number | null;
  readonly terms: readonly number[];
  readonly rank: number;
}

export function createPassages(db: Queryable & Connections): Passages {
  return {
    async keepOnly(repository, files) {
      const { rows } = await db.query<DocumentFile>(
        `with given as (select * from jsonb_to_recordset($2::jsonb) as f(path text, blob text)),
         gone as (delete from passage_files where repository = lower($1) and path not in (select path from given))
         select path, blob from given
           where not exists (select from passage_files known
             where known.repository = lower($1) and known.path = given.path and known.blob = given.blob)`,
        [repository, storableJson(files)],
      );
      return rows;
    },
    async store(repository, { path, blob }, passages) {
      await inTransaction(db, async (transaction) => {
        await transaction.query('delete from passage_files where repository = lower($1) and path = $2', [
          repository,
          path,
        ]);
        await transaction.query('insert into passage_files (repository, path, blob) values (lower($1), $2, $3)', [
          repository,
          path,
          blob,
        ]);
        await transaction.query(STORE, [repository.toLowerCase(), path, storableJson(passages.map(rowOf))]);
      });
    },
    async search({ repository, language, terms, facts }) {
      const { rows } = await db.query<{ telling: number[]; total: number; hits: HitRow[] }>(SEARCH, [
        repository,
        terms.map(({ written }) => written),
        terms.map(({ folded }) => folded),
        storableJson(facts.map(({ title, words }) => `${title} ${words} ${fold(words)}`)),
        language === 'fr' ? 'french' : 'english',
      ]);
      const [found] = rows;
      if (found === undefined) return { telling: [], total: 0, hits: [] };
      return {
        telling: found.telling,
        total: found.total,
        hits: found.hits.flatMap((row) => {
          const passage = row.fact === null ? documentOf(row) : facts[row.fact];
          return passage === undefined ? [] : [{ passage, terms: row.terms, rank: row.rank }];
        }),
      };
    },
  };
}

function rowOf({ title, text, source }: DocumentPassage, position: number) {
  return {
    position,
    title: storableText(title, 500),
    anchor: source.kind === 'file' ? storableText(source.anchor, 500) : '',
    text: storableText(text, 4_000),
    folded_title: fold(storableText(title, 500)),
    folded_text: fold(storableText(text, 4_000)),
  };
}

const documentOf = ({ title, text, path, anchor }: HitRow): DocumentPassage => ({
  title,
  text,
  source: { kind: 'file', path, anchor },
});
