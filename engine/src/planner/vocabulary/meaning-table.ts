import type { Meaning } from './meaning.js';

/** Forms of one meaning each, as they are written down: `|` or the end of a line between forms. */
export type MeaningTable = readonly { readonly meaning: Meaning; readonly forms: string }[];
