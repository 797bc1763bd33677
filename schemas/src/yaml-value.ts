import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml';
import type { ProblemCode } from './problem.js';
import type { TextProblem } from './yaml-document.js';
import type { Localized } from './localized.js';
import { rangeOf } from './range-of.js';

const deepestValue = 32;
const mostAliases = 20;
/** Aliases count as often as they are used, which is what makes a YAML bomb large. */
const mostValues = 50_000;

export type PlainValue =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'invalid'; readonly problems: readonly TextProblem[] };

/** The plain JSON value of a document, or why it has none: what YAML adds to JSON is refused rather than guessed at. */
export function plainValueOf(document: Document.Parsed): PlainValue {
  const problems: TextProblem[] = [];
  let values = 0;
  let aliases = 0;
  const refuse = (code: ProblemCode, node: unknown, message: Localized, hint: Localized): undefined => {
    if (problems.length < 50) problems.push({ code, ...rangeOf(node), message, hint });
    return undefined;
  };

  const plainOf = (node: unknown, depth: number): unknown => {
    values += 1;
    if (values > mostValues)
      throw new TooMuch('too-many-values', node, {
        en: `more than ${mostValues} values, aliases counted each time`,
        fr: `plus de ${mostValues} valeurs, les alias comptés à chaque fois`,
      });
    if (depth > deepestValue)
      throw new TooMuch('too-deep', node, {
        en: `more than ${deepestValue} levels of nesting`,
        fr: `plus de ${deepestValue} niveaux d'imbrication`,
      });
    if (isAlias(node)) {
      aliases += 1;
      if (aliases > mostAliases)
        throw new TooMuch('too-many-aliases', node, {
          en: `more than ${mostAliases} aliases`,
          fr: `plus de ${mostAliases} alias`,
        });
      const meant = node.resolve(document);
      if (meant === undefined) {
        return refuse(
          'yaml-syntax',
          node,
          { en: `no anchor &${node.source} stands above`, fr: `aucune ancre &${node.source} ne se trouve au-dessus` },
          { en: 'Write the value out in full.', fr: 'Écrivez la valeur en entier.' },
        );
      }
      return plainOf(meant, depth + 1);
    }
    if (hasTag(node))
      return refuse('yaml-tag', node, refusedTag(node.tag), {
        en: 'Remove the tag; write the plain value.',
        fr: "Retirez l'étiquette ; écrivez la valeur simple.",
      });
    if (isMap(node)) return mapOf(node.items, depth);
    if (isSeq(node)) return node.items.map((item) => plainOf(item, depth + 1));
    if (isScalar(node)) return scalarOf(node);
    return null;
  };

  const mapOf = (pairs: readonly Pair[], depth: number): Record<string, unknown> => {
    const map: Record<string, unknown> = {};
    for (const { key, value } of pairs) {
      const name = keyOf(key);
      if (name === undefined) continue;
      if (Object.hasOwn(map, name)) {
        refuse(
          'duplicate-key',
          key,
          {
            en: `the key ${JSON.stringify(name)} stands here twice`,
            fr: `la clé ${JSON.stringify(name)} se trouve ici deux fois`,
          },
          { en: 'Keep one of them.', fr: "Gardez l'une des deux." },
        );
        continue;
      }
      map[name] = plainOf(value, depth + 1);
    }
    return map;
  };

  const keyOf = (key: unknown): string | undefined => {
    if (!isScalar(key))
      return refuse(
        'bad-key',
        key,
        { en: 'a key must be a plain text', fr: 'une clé doit être un texte simple' },
        { en: 'Write the key out as text.', fr: 'Écrivez la clé en texte.' },
      );
    if (hasTag(key))
      return refuse('yaml-tag', key, refusedTag(key.tag), { en: 'Remove the tag.', fr: "Retirez l'étiquette." });
    if (key.value === '<<' && key.type === 'PLAIN') {
      return refuse(
        'merge-key',
        key,
        { en: 'merge keys (<<) are not accepted', fr: 'les clés de fusion (<<) ne sont pas acceptées' },
        {
          en: 'Write the keys out; a reviewer should see them here.',
          fr: 'Écrivez les clés ; qui relit doit les voir ici.',
        },
      );
    }
    if (typeof key.value !== 'string') {
      return refuse(
        'bad-key',
        key,
        {
          en: `the key ${key.source ?? String(key.value)} is not a text`,
          fr: `la clé ${key.source ?? String(key.value)} n'est pas un texte`,
        },
        { en: 'Put it in quotes.', fr: 'Mettez-la entre guillemets.' },
      );
    }
    // Assigning to it would change the object's prototype instead of adding a key.
    if (key.value === '__proto__')
      return refuse(
        'bad-key',
        key,
        { en: '"__proto__" cannot be a key', fr: '« __proto__ » ne peut pas être une clé' },
        { en: 'Choose another name.', fr: 'Choisissez un autre nom.' },
      );
    return key.value;
  };

  const scalarOf = (node: Scalar): unknown => {
    const { value } = node;
    if (
      typeof value === 'number' &&
      (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
    ) {
      return refuse(
        'inexact-number',
        node,
        {
          en: `${node.source ?? value} cannot be held exactly`,
          fr: `${node.source ?? value} ne peut pas être gardé exactement`,
        },
        { en: 'Put it in quotes if it is a text.', fr: "Mettez-le entre guillemets si c'est un texte." },
      );
    }
    if (typeof value === 'string' && value.includes('\0')) {
      return refuse(
        'not-text',
        node,
        { en: 'the text contains the character U+0000', fr: 'le texte contient le caractère U+0000' },
        { en: 'Remove it.', fr: 'Retirez-le.' },
      );
    }
    return value;
  };

  try {
    const value = plainOf(document.contents, 0);
    return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'value', value };
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    const hint: Localized = {
      en: 'Write it out more simply, or split the file.',
      fr: 'Écrivez-le plus simplement, ou séparez le fichier.',
    };
    return { kind: 'invalid', problems: [{ code: error.code, ...rangeOf(error.node), message: error.said, hint }] };
  }
}

const refusedTag = (tag: string): Localized => ({
  en: `the tag ${tag} is not accepted`,
  fr: `l'étiquette ${tag} n'est pas acceptée`,
});

/** Ends the walk at once: going on is what a bomb wants. */
class TooMuch extends Error {
  override readonly name = 'TooMuch';
  readonly code: ProblemCode;
  readonly node: unknown;

  constructor(
    code: ProblemCode,
    node: unknown,
    readonly said: Localized,
  ) {
    super(said.en);
    this.code = code;
    this.node = node;
  }
}

/** Tags that the core schema itself put on a value are not set on the node; only written ones are. */
function hasTag(node: unknown): node is Node & { tag: string } {
  return (isMap(node) || isSeq(node) || isScalar(node)) && typeof node.tag === 'string';
}
