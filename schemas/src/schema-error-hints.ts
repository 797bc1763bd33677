import type { ErrorObject } from 'ajv/dist/2020.js';
import { describedInFrench } from './descriptions-in-french.js';
import type { Localized } from './localized.js';

export const boundsHints: Readonly<Record<string, Localized>> = {
  minItems: { en: 'Add items, or remove the key.', fr: 'Ajoutez des éléments, ou retirez la clé.' },
  minProperties: { en: 'Add a key, or remove this one.', fr: 'Ajoutez une clé, ou retirez celle-ci.' },
  maxItems: { en: 'Split it.', fr: 'Séparez-le.' },
  maxLength: { en: 'Shorten it.', fr: 'Raccourcissez-le.' },
};

/** What ajv says of a bound in English only. */
export function boundInFrench(keyword: string, limit: string): string {
  switch (keyword) {
    case 'minItems':
      return `au moins ${limit} élément(s)`;
    case 'maxItems':
      return `au plus ${limit} élément(s)`;
    case 'minLength':
      return `au moins ${limit} caractère(s)`;
    case 'maxLength':
      return `au plus ${limit} caractère(s)`;
    case 'minProperties':
      return `au moins ${limit} clé(s)`;
    case 'maxProperties':
      return `au plus ${limit} clé(s)`;
    case 'minimum':
      return `au moins ${limit}`;
    case 'maximum':
      return `au plus ${limit}`;
    case 'exclusiveMinimum':
      return `plus de ${limit}`;
    default:
      return `moins de ${limit}`;
  }
}

/** The key to add, with what its schema says of it. */
export function hintForMissing(error: ErrorObject, key: string): Localized {
  const description: unknown = error.parentSchema?.properties?.[key]?.description;
  if (typeof description !== 'string') return { en: `Add "${key}:" here.`, fr: `Ajoutez « ${key}: » ici.` };
  const french = describedInFrench(description);
  return {
    en: `Add "${key}:". ${description}`,
    fr: french === undefined ? `Ajoutez « ${key}: » ici.` : `Ajoutez « ${key}: ». ${french}`,
  };
}

export function hintForType(error: ErrorObject): Localized {
  if (error.data === null)
    return { en: 'Give it a value, or remove the key.', fr: 'Donnez-lui une valeur, ou retirez la clé.' };
  const given = String(error.data);
  const wantsText = [error.schema].flat().includes('string');
  if (wantsText && typeof error.data !== 'object')
    return { en: `Put it in quotes: "${given}".`, fr: `Mettez-le entre guillemets : "${given}".` };
  if ([error.schema].flat().includes('array') && typeof error.data !== 'object')
    return { en: `Make it a list: [${given}].`, fr: `Faites-en une liste : [${given}].` };
  return { en: 'Write the value in that form.', fr: 'Écrivez la valeur sous cette forme.' };
}

/** The form that a value or a name must have; in French by its pattern, where nobody described it in French. */
export function hintForPattern(error: ErrorObject): Localized {
  const { description, pattern } = error.parentSchema ?? {};
  const byPattern: Localized =
    typeof pattern === 'string'
      ? { en: `It must match ${pattern}`, fr: `La forme attendue est ${pattern}` }
      : { en: 'Choose another one.', fr: 'Choisissez-en un autre.' };
  return typeof description === 'string'
    ? { en: description, fr: describedInFrench(description) ?? byPattern.fr }
    : byPattern;
}
