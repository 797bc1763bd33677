/** What the search found of one passage. */
export interface PassageHit<P> {
  readonly passage: P;
  /** Positions of the question's terms that occur in it. */
  readonly terms: readonly number[];
  /** PostgreSQL's rank: how close and how often, titles first. */
  readonly rank: number;
}
export interface SearchResult<P> {
  /** Positions of the terms that tell anything in the question's language. */
  readonly telling: readonly number[];
  /** Of all that could be found. */
  readonly total: number;
  readonly hits: readonly PassageHit<P>[];
}

/** Below this share of the question's weight a passage talks about something else, and "I don't know" is the answer. */
const ENOUGH = 0.5;
/** What is much less to the point than the best is noise beside it. */
const BESIDE_THE_BEST = 0.85;

/**
 * The passages that answer, best first; none when nothing covers enough of what was asked. A term weighs the more the
 * rarer it is; one that occurs nowhere weighs most, so that a question about something unknown finds nothing instead
 * of whatever shares its ordinary words.
 */
export function choosePassages<P>({ telling, total, hits }: SearchResult<P>, most: number): readonly P[] {
  const weights = new Map(
    telling.map((term) => {
      const having = hits.filter((hit) => hit.terms.includes(term)).length;
      return [term, Math.log(1 + total / (0.5 + having))];
    }),
  );
  const whole = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) return [];
  const scored = hits
    .map((hit) => ({ ...hit, share: hit.terms.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0) / whole }))
    .filter(({ share }) => share >= ENOUGH)
    .sort((a, b) => b.share - a.share || b.rank - a.rank);
  const best = scored[0]?.share ?? 0;
  return scored
    .filter(({ share }) => share >= best * BESIDE_THE_BEST)
    .slice(0, most)
    .map(({ passage }) => passage);
}
