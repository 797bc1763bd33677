import type { Meaning } from './meaning.js';
import { conversation } from './conversation.js';
import { denials } from './denials.js';
import { emptyPhrases } from './empty-phrases.js';
import { readForms } from './forms.js';
import { moods } from './moods.js';
import { places } from './places.js';

/** The words around the names and verbs: what is denied, supposed, told, put off, and where. */
export const grammar: readonly (readonly [string, Meaning])[] = [
  ...denials,
  ...moods,
  ...places,
  ...conversation,
  ...emptyPhrases,
].flatMap(({ meaning, forms }) => readForms(forms).map((form): [string, Meaning] => [form, meaning]));
