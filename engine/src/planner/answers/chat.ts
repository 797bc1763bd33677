import { saysNothing } from '../reading/read-place.js';
import type { Reading } from '../reading/reading.js';

/** Speaks to who reads it. */
const toMe = /^(?:tu|te|t|toi|ton|vous|you|your|u|youre|yourself)$/;
/** Somebody who says so wants something done. */
const wants = /^(?:peux|pourrais|pouvez|pourriez|can|could|would|will|veux|voulez|please|stp|svp|pls)$/;

/**
 * Words to whoever reads them, about nothing that is looked after here: "t'assures", "you're a lifesaver", "ça va bien
 * toi ?". They are answered, and nothing is looked at for them.
 */
export function isChat({
  acts,
  said,
  services,
  ambiguousServices,
  place,
  symptom,
  values,
  attachments,
}: Reading): boolean {
  const words = [...said].flatMap((one) => one.split(/[ '’]/));
  const { pick: _, ...rest } = place;
  const named =
    services.length + ambiguousServices.length + attachments.length > 0 ||
    !saysNothing({ ...rest, all: false, both: false });
  const literal = Object.values(values.literals).some((found) => found.length > 0);
  const asks = acts.some(
    ({ weak, part, stance, implied, concept }) =>
      implied !== true && stance === 'asked' && (weak ? concept !== 'launch' : part !== 'topic'),
  );
  return (
    !named &&
    !literal &&
    !asks &&
    !symptom &&
    words.some((word) => toMe.test(word)) &&
    !words.some((word) => wants.test(word))
  );
}
