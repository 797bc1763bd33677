import type { ErrorObject } from 'ajv/dist/2020.js';
import { nearest, suggestName } from './nearest.js';
import type { Finding } from './problem.js';
import { listed, pathOf, shortened, typeNameOf, typesInWords } from './schema-error-words.js';

/** One error of ajv (with `verbose`) in words. */
export function explainSchemaError(error: ErrorObject): Finding {
  const path = pathOf(error);
  const onValue = { path, part: 'value' } as const;
  // Set when the rule is on the names of keys, see propertyNames.
  if (error.propertyName !== undefined) return explainName(error, error.propertyName);

  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const key = String(error.params.additionalProperty ?? error.params.unevaluatedProperty);
      const known = Object.keys(error.parentSchema?.properties ?? {});
      return {
        code: 'unknown-key',
        path: [...path, key],
        part: 'key',
        message: `${shortened(key)} is not a key here`,
        hint: suggestName(key, known),
      };
    }
    case 'required':
    case 'dependentRequired': {
      const key = String(error.params.missingProperty);
      const hint = describedProperty(error, key) ?? `Add "${key}:" here.`;
      return { ...onValue, code: 'missing-key', message: `${shortened(key)} is missing`, hint };
    }
    case 'type':
      return {
        ...onValue,
        code: 'wrong-type',
        message: `expected ${typesInWords(error.schema)}, found ${typeNameOf(error.data)}`,
        hint: hintForType(error),
      };
    case 'enum':
    case 'const': {
      const allowed = [error.schema].flat().map(String);
      const near = typeof error.data === 'string' ? nearest(error.data, allowed, 1) : [];
      const hint = near.length > 0 ? `Did you mean ${near.join('')}?` : `Write ${listed(allowed, 'or')}.`;
      return {
        ...onValue,
        code: 'wrong-value',
        message:
          `${shortened(error.data)} is not ${allowed.length > 1 ? 'one of' : ''} ${listed(allowed, 'or')}`.replace(
            '  ',
            ' ',
          ),
        hint,
      };
    }
    case 'pattern':
      return {
        ...onValue,
        code: 'bad-format',
        message: `${shortened(error.data)} does not have the form that is expected here`,
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
        message: `${shortened(error.data)}: this ${error.message ?? 'is out of bounds'}`,
        hint: boundsHints[error.keyword] ?? 'Stay within the bounds.',
      };
    case 'oneOf': {
      const alternatives = requiredInBranches(error.schema);
      const hint = alternatives.length > 0 ? `Keep one of ${listed(alternatives, 'and')}.` : 'Keep one of them.';
      return { ...onValue, code: 'wrong-value', message: 'only one of several forms may be used at a time', hint };
    }
    case 'uniqueItems':
      return { ...onValue, code: 'wrong-value', message: 'the same item stands here twice', hint: 'Keep one of them.' };
    default:
      return {
        ...onValue,
        code: 'wrong-value',
        message: `this ${error.message ?? 'is not allowed here'}`,
        hint: 'See the schema of this file in schemas/json.',
      };
  }
}

const boundsHints: Readonly<Record<string, string>> = {
  minItems: 'Add items, or remove the key.',
  minProperties: 'Add a key, or remove this one.',
  maxItems: 'Split it.',
  maxLength: 'Shorten it.',
};

function explainName(error: ErrorObject, name: string): Finding {
  return {
    code: 'bad-name',
    path: [...pathOf(error), name],
    part: 'key',
    message: `${shortened(name)} cannot be a name here`,
    hint: hintForPattern(error),
  };
}

function describedProperty(error: ErrorObject, key: string): string | undefined {
  const description: unknown = error.parentSchema?.properties?.[key]?.description;
  return typeof description === 'string' ? `Add "${key}:". ${description}` : undefined;
}

function hintForType(error: ErrorObject): string {
  if (error.data === null) return 'Give it a value, or remove the key.';
  const wantsText = [error.schema].flat().includes('string');
  if (wantsText && typeof error.data !== 'object') return `Put it in quotes: "${String(error.data)}".`;
  if ([error.schema].flat().includes('array') && typeof error.data !== 'object')
    return `Make it a list: [${String(error.data)}].`;
  return 'Write the value in that form.';
}

function hintForPattern(error: ErrorObject): string {
  const description: unknown = error.parentSchema?.description;
  if (typeof description === 'string') return description;
  return typeof error.parentSchema?.pattern === 'string'
    ? `It must match ${error.parentSchema.pattern}`
    : 'Choose another one.';
}

/** Keys that the branches of an alternative require. */
function requiredInBranches(branches: unknown): string[] {
  return [branches].flat().flatMap((branch) => {
    const isBranch = typeof branch === 'object' && branch !== null && 'required' in branch;
    return isBranch && Array.isArray(branch.required) ? branch.required.map(String) : [];
  });
}
