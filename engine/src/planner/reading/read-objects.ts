import { isDescription, isNounItself } from '../words/roles.js';
import type { Word } from '../words/word.js';

/** A word that may be the name of something outside the inventory: a package, a database, a domain. */
export interface NamedObject {
  readonly typed: string;
  /** The noun that it stands beside: package, database, container. */
  readonly role?: string;
  /** The verb or topic that it follows. */
  readonly of?: string;
  /** The inventory knows it as a service, and only the runbook tells which is meant. */
  readonly service: boolean;
  /** After "on", "in": a place rather than what something is done to. */
  readonly placed: boolean;
  /** Behind "by", "for", "par", "pour": somebody, or what it is for. */
  readonly behind?: true;
  /** Right after "on", "sur": a machine, as far as the words say. */
  readonly machine?: true;
}

const purpose =
  /^(?:by|for|par|pour|asked|requested|demande|demandee|demandes|voulu|wanted|required|demande par|requested by|asked by|asked for by|validated by|valide par)$/;

/** What these are done to is named by the word itself. */
const packaged = /^(?:install|uninstall|upgrade)$/;

export function readObjects(words: readonly Word[]): NamedObject[] {
  const objects: NamedObject[] = [];
  let of: string | undefined;
  let placed = false;
  let behind = false;
  let lastPreposition = '';
  let clause = 0;
  for (const [at, { meaning, token, folded }] of words.entries()) {
    if (isSoughtText(words, at)) objects.push({ typed: token.raw, of: 'search', service: false, placed: false });
    if (token.clause !== clause) [placed, behind] = [false, false];
    if (purpose.test(folded)) behind = true;
    clause = token.clause;
    switch (meaning.kind) {
      case 'act':
        if (meaning.weak !== true || meaning.concept === 'put') of = meaning.concept;
        [placed, behind] = [false, false];
        break;
      case 'place-preposition':
        lastPreposition = folded;
        placed = !/^(?:of|de|du|des|for|pour|to)$/.test(folded);
        break;
      case 'named':
        objects.push({ typed: meaning.typed, role: meaning.role, service: false, placed: false });
        break;
      case 'unknown':
      case 'unknown-server':
      case 'service':
        // "install a pakage", "install zorglub the thing" name none.
        if (
          meaning.kind === 'unknown' &&
          (isNounItself(folded) || (packaged.test(of ?? '') && isDescription(words, at)))
        )
          break;
        objects.push({
          typed: folded.includes(' ') ? folded : token.raw,
          ...(of === undefined ? {} : { of }),
          service: meaning.kind === 'service',
          placed,
          ...(behind ? { behind: true as const } : {}),
          ...(/^(?:on|sur|chez)$/.test(lastPreposition) && placed && meaning.kind !== 'service'
            ? { machine: true as const }
            : {}),
        });
        break;
      default:
        break;
    }
  }
  return objects;
}

/** "grep timeout in the logs": what follows the verb is looked for, whatever it means elsewhere. */
function isSoughtText(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]?.meaning;
  const meaning = words[at]?.meaning;
  return (
    before?.kind === 'act' &&
    before.concept === 'search' &&
    (meaning?.kind === 'symptom' ||
      meaning?.kind === 'literal' ||
      // "look for ERR_4102": a code, and no ticket.
      (meaning?.kind === 'filler' && /[\d_]/.test(words[at]?.token.raw ?? '')) ||
      (meaning?.kind === 'act' && meaning.concept !== 'logs'))
  );
}
