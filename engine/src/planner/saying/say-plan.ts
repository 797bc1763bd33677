import type { Localized } from '../../actions/action.js';
import { fold } from '../../request/fold.js';
import type { Reading } from '../reading/reading.js';
import { inSentence, sayOnServers } from './say-names.js';

interface Plan {
  readonly title: Localized;
  readonly servers: readonly string[];
  readonly reads: boolean;
  readonly corrected: Reading['corrected'];
}

/** What will be done, in a sentence, and in another how a misspelled name was read. */
export function sayPlan({ title, servers, reads, corrected }: Plan): Localized {
  const what = inSentence(title);
  const where = sayOnServers(servers);
  const plan: Localized = reads
    ? {
        en: `I look, and change nothing: ${what.en}${where.en}.`,
        fr: `Je regarde, sans rien changer : ${what.fr}${where.fr}.`,
      }
    : { en: `I propose: ${what.en}${where.en}.`, fr: `Je propose : ${what.fr}${where.fr}.` };
  const read = corrected.filter(({ typed, meant }) => fold(typed) !== fold(meant));
  if (read.length === 0) return plan;
  const pairs = (join: (typed: string, meant: string) => string): string =>
    read.map(({ typed, meant }) => join(typed, meant)).join(', ');
  return {
    en: `${plan.en} I read ${pairs((typed, meant) => `\`${typed}\` as ${meant}`)}.`,
    fr: `${plan.fr} J'ai lu ${pairs((typed, meant) => `\`${typed}\` comme ${meant}`)}.`,
  };
}
