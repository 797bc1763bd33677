const SHOWN = 8;

/** Names in a row; of many, the first ones and how many more there are. */
export const joinNames = (names: readonly string[]): string =>
  names.length <= SHOWN ? names.join(', ') : `${names.slice(0, SHOWN).join(', ')} +${names.length - SHOWN}`;
