import { readForms } from './forms.js';

/** The forms of a verb: those that ask, and those that tell. */
export interface Inflection {
  readonly asked: readonly string[];
  /** Participles and third persons: what happened or happens, and asks for nothing. */
  readonly told: readonly string[];
}

const words = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '');

/** English verbs, regular but for a doubled consonant, which a trailing `+` marks: `stop+` gives stopped, stopping. */
export function english(list: string): Inflection {
  const told = words(list).flatMap((marked) => {
    const verb = marked.replace('+', '');
    const long = marked.endsWith('+') ? verb + verb.slice(-1) : verb.replace(/e$/, '');
    if (/[^aeiou]y$/.test(verb)) return [`${verb.slice(0, -1)}ies`, `${verb.slice(0, -1)}ied`, `${verb}ing`];
    const third = /(?:s|x|ch|sh)$/.test(verb) ? `${verb}es` : `${verb}s`;
    return [third, `${long}ed`, `${long}ing`];
  });
  return { asked: words(list).map((verb) => verb.replace('+', '')), told };
}

const frenchAsked = ['e', 'er', 'ez', 'es', 'ons', 'eras', 'erais', 'erait', 'erez', 'eriez'];
const frenchTold = ['é', 'ée', 'és', 'ées', 'ent', 'ait', 'aient', 'ant'];

/** French verbs in -er by their stems: `redémarr` gives redémarre, redémarrer, redémarrez, redémarré. */
export function french(list: string): Inflection {
  const forms = (endings: readonly string[]): string[] =>
    words(list).flatMap((stem) => endings.map((ending) => stem + ending));
  return { asked: forms(frenchAsked), told: forms(frenchTold) };
}

/** Forms that follow no rule; `|` between them. */
export const irregular = (asked: string, told = ''): Inflection => ({
  asked: readForms(asked),
  told: readForms(told),
});
