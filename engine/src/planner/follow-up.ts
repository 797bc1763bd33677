import type { Language } from '../actions/action.js';
import type { InventoryIndex } from './inventory-index.js';
import type { PlanContext } from './planner.js';
import { nowhere, type Place, saysNothing } from './read-place.js';
import type { Reading } from './reading.js';

/** Earlier words are looked back on this far. */
const memory = 6;

export type ReadText = (text: string, language: Language) => Reading;

/** Whether a reading says what is wanted, by itself. */
export const saysWhat = ({ acts, symptom }: Reading): boolean =>
  symptom || acts.some(({ weak, stance }) => !weak && stance === 'asked');

/**
 * "et web-02 ?", "plutôt web-01", "same in staging", or a bare name after a question: the new words say where or on
 * what, the earlier ones of the same person say what. Undefined where the words stand on their own.
 */
export function continueThread(
  reading: Reading,
  context: PlanContext,
  index: InventoryIndex,
  read: ReadText,
): Reading | undefined {
  if (saysWhat(reading) || context.thread.length === 0) return undefined;
  const names = !saysNothing(reading.place) || reading.services.length > 0;
  if (!names && !reading.signs.otherOne && !reading.signs.followUp) return undefined;
  const last = context.thread.at(-1);
  const answersQuestion = last?.by === 'bot' && last.text.includes('?');
  const { followUp, otherOne } = reading.signs;
  if (!followUp && !otherOne && !answersQuestion) return undefined;

  const earlier = context.thread
    .filter(({ by }) => by === 'user')
    .slice(-memory)
    .map(({ text }) => read(text, reading.language))
    .filter(saysWhat)
    .at(-1);
  if (earlier === undefined) return undefined;
  return {
    ...earlier,
    language: reading.language,
    services: reading.services.length > 0 ? reading.services : earlier.services,
    ambiguousServices: reading.services.length > 0 ? [] : earlier.ambiguousServices,
    place: nextPlace(reading, earlier, index),
    strangers: reading.strangers,
    unknown: reading.unknown,
    corrected: reading.corrected,
  };
}

function nextPlace(reading: Reading, earlier: Reading, index: InventoryIndex): Place {
  if (reading.signs.otherOne) {
    const [service] = earlier.services;
    const pool = service === undefined ? index.servers : index.hostsOf(service);
    const others = pool.filter((name) => !earlier.place.named.includes(name));
    // "the other" is one; of several, somebody has to say which before anything is changed.
    return { ...nowhere, grouped: others, singular: others.length > 1 };
  }
  return saysNothing(reading.place) ? earlier.place : reading.place;
}
