import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Localized } from './localized.js';
import { nearest, suggestName } from './nearest.js';
import type { Finding } from './problem.js';
import { boundInFrench, boundsHints, hintForMissing, hintForPattern, hintForType } from './schema-error-hints.js';
import { listed, pathOf, shortened, typeNameOf, typesInWords } from './schema-error-words.js';

/** One error of ajv (with `verbose`) in words. */
export function explainSchemaError(error: ErrorObject): Finding {
  const path = pathOf(error);
  const onValue = { path, part: 'value' } as const;
  // Set when the rule is on the names of keys, see propertyNames.
  if (error.propertyName !== undefined) return explainName(error, error.propertyName);
  const data = shortened(error.data);

  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const key = String(error.params.additionalProperty ?? error.params.unevaluatedProperty);
      const known = Object.keys(error.parentSchema?.properties ?? {});
      return {
        code: 'unknown-key',
        path: [...path, key],
        part: 'key',
        message: { en: `${shortened(key)} is not a key here`, fr: `${shortened(key)} n'est pas une clé ici` },
        hint: suggestName(key, known),
      };
    }
    case 'required':
    case 'dependentRequired': {
      const key = String(error.params.missingProperty);
      const message = { en: `${shortened(key)} is missing`, fr: `il manque ${shortened(key)}` };
      return { ...onValue, code: 'missing-key', message, hint: hintForMissing(error, key) };
    }
    case 'type': {
      const [wanted, found] = [typesInWords(error.schema), typeNameOf(error.data)];
      const message = {
        en: `expected ${wanted.en}, found ${found.en}`,
        fr: `attendu : ${wanted.fr} ; trouvé : ${found.fr}`,
      };
      return { ...onValue, code: 'wrong-type', message, hint: hintForType(error) };
    }
    case 'enum':
    case 'const': {
      const allowed = [error.schema].flat().map(String);
      const [near] = typeof error.data === 'string' ? nearest(error.data, allowed, 1) : [];
      const all = listed(allowed, 'or');
      const several = allowed.length > 1;
      return {
        ...onValue,
        code: 'wrong-value',
        message: {
          en: `${data} is not ${several ? 'one of ' : ''}${all.en}`,
          fr: `${data} n'est pas ${several ? "l'un de " : ''}${all.fr}`,
        },
        hint:
          near === undefined
            ? { en: `Write ${all.en}.`, fr: `Écrivez ${all.fr}.` }
            : { en: `Did you mean ${near}?`, fr: `Vouliez-vous dire ${near} ?` },
      };
    }
    case 'pattern':
      return {
        ...onValue,
        code: 'bad-format',
        message: {
          en: `${data} does not have the form that is expected here`,
          fr: `${data} n'a pas la forme attendue ici`,
        },
        hint: hintForPattern(error),
      };
    case 'minItems':
    case 'maxItems':
    case 'minLength':
    case 'maxLength':
    case 'minProperties':
    case 'maxProperties':
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return {
        ...onValue,
        code: 'out-of-bounds',
        message: {
          en: `${data}: this ${error.message ?? 'is out of bounds'}`,
          fr: `${data} : ${boundInFrench(error.keyword, String(error.params.limit))}`,
        },
        hint: boundsHints[error.keyword] ?? { en: 'Stay within the bounds.', fr: 'Restez dans les bornes.' },
      };
    case 'oneOf': {
      const alternatives = requiredInBranches(error.schema);
      const all = listed(alternatives, 'and');
      return {
        ...onValue,
        code: 'wrong-value',
        message: {
          en: 'only one of several forms may be used at a time',
          fr: 'une seule des formes possibles peut servir à la fois',
        },
        hint: alternatives.length > 0 ? { en: `Keep one of ${all.en}.`, fr: `Gardez l'un de ${all.fr}.` } : keepOne,
      };
    }
    case 'uniqueItems': {
      const message = { en: 'the same item stands here twice', fr: 'le même élément se trouve ici deux fois' };
      return { ...onValue, code: 'wrong-value', message, hint: keepOne };
    }
    default:
      return {
        ...onValue,
        code: 'wrong-value',
        message: { en: `this ${error.message ?? 'is not allowed here'}`, fr: "cela n'est pas permis ici" },
        hint: {
          en: 'See the schema of this file in schemas/json.',
          fr: 'Voyez le schéma de ce fichier dans schemas/json.',
        },
      };
  }
}

const keepOne: Localized = { en: 'Keep one of them.', fr: "Gardez l'un des deux." };

function explainName(error: ErrorObject, name: string): Finding {
  return {
    code: 'bad-name',
    path: [...pathOf(error), name],
    part: 'key',
    message: {
      en: `${shortened(name)} cannot be a name here`,
      fr: `${shortened(name)} ne peut pas être un nom ici`,
    },
    hint: hintForPattern(error),
  };
}

/** Keys that the branches of an alternative require. */
function requiredInBranches(branches: unknown): string[] {
  return [branches].flat().flatMap((branch) => {
    const isBranch = typeof branch === 'object' && branch !== null && 'required' in branch;
    return isBranch && Array.isArray(branch.required) ? branch.required.map(String) : [];
  });
}
