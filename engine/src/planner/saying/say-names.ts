import type { Localized } from '../../actions/action.js';
import { sameText } from '../../actions/localized.js';
import { listInWords } from '../../approval/list-in-words.js';

/** What somebody typed, shown as code so that it stays what it is; shortened. */
export const sayTyped = (typed: string): string => `\`${typed.replace(/[`\s]+/g, ' ').slice(0, 60)}\``;

/** Names one by one, or how many there are once a list is no longer read. */
export function sayServers(names: readonly string[]): Localized {
  if (names.length > 5) return { en: `${names.length} servers`, fr: `${names.length} serveurs` };
  return listInWords(names.map(sameText), 'and');
}

export const sayEither = (names: readonly string[]): Localized => listInWords(names.slice(0, 8).map(sameText), 'or');

/** " on web-01 and web-02", or nothing where no server is concerned. */
export function sayOnServers(names: readonly string[]): Localized {
  if (names.length === 0) return sameText('');
  const said = sayServers(names);
  return { en: ` on ${said.en}`, fr: ` sur ${said.fr}` };
}

const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** A title in the middle of a sentence. */
export const inSentence = (title: Localized): Localized => ({ en: lowerFirst(title.en), fr: lowerFirst(title.fr) });
