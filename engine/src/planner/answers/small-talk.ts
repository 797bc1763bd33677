import type { Localized } from '../../actions/action.js';
import { answers } from '../saying/say-questions.js';

const kinds: readonly (readonly [words: RegExp, answer: Localized])[] = [
  [/\b(?:who are you|what are you|qui es[- ]tu|tu es qui|t ?'?es qui|qui etes[- ]vous)\b/, answers.introduced],
  [
    /\b(?:merci|thanks|thank you|thx|bravo|nickel|parfait|perfect|super|genial|great|well done|bien joue|chapeau|good (?:bot|job)|awesome|remercie|cheers)\b/,
    answers.thanked,
  ],
  [/\b(?:bye|ciao|au revoir|see you|a demain|a plus|good night|bonne (?:nuit|journee|soiree))\b/, answers.parted],
  [/\b(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|good morning|good evening)\b/, answers.greeted],
];

/** One short sentence of the kind that was said; undefined where it asks for more. `text` is folded. */
export const smallTalk = (text: string): Localized | undefined => kinds.find(([words]) => words.test(text))?.[1];
