import type { Localized } from '@chatops-commander/engine/actions/action';
import type { ServerTrouble } from './run-plan.js';

/** Reasons that are told in full; of the others the names are, and the reason is on record. */
const toldInFull = 20;
const longestReason = 500;

/** Trouble of any number of servers in a few kilobytes, since Temporal keeps each payload for ever. */
export function boundTrouble(troubles: readonly ServerTrouble[]): readonly ServerTrouble[] {
  return troubles.map((trouble, index) =>
    index < toldInFull
      ? { ...trouble, because: { en: clip(trouble.because.en), fr: clip(trouble.because.fr) } }
      : { ...trouble, because: onRecord },
  );
}

const clip = (text: string): string => (text.length <= longestReason ? text : `${text.slice(0, longestReason - 1)}…`);

const onRecord: Localized = { en: 'see the report', fr: 'voir le compte rendu' };
