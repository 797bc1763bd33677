import type { Token } from './tokens.js';

const courtesy = /^(?:svp|stp|please|pls|plz|plse|plss)$/;

/**
 * "à svp l'exception de web-02": courtesy in the middle of a thought says nothing there and may stand between words that
 * belong together, so that it is read at the end of the thought.
 */
export function withCourtesyLast(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  let moved: Token[] = [];
  for (const [at, token] of tokens.entries()) {
    const [before, after] = [tokens[at - 1], tokens[at + 1]];
    const inside = before?.clause === token.clause && after?.clause === token.clause;
    if (inside && token.kind === 'word' && !token.quoted && courtesy.test(token.folded)) moved.push(token);
    else kept.push(token);
    if (after?.clause !== token.clause) {
      kept.push(...moved);
      moved = [];
    }
  }
  return kept;
}
