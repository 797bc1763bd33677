import type { ErrorObject } from 'ajv/dist/2020.js';
import { explainSchemaError } from './explain-schema-error.js';
import type { Finding } from './problem.js';
import { listed, pathOf, typeNameOf, typesInWords } from './schema-error-words.js';

/** More would not be read; the first ones usually explain the rest. */
const mostFindings = 50;

/** What ajv found (with `verbose`), said for the person who wrote the file: one finding per mistake, with a way out. */
export function explainSchemaErrors(errors: readonly ErrorObject[]): Finding[] {
  const findings = new Map<string, Finding>();
  for (const mistake of mistakesOf(errors)) {
    const finding = mistake.kind === 'plain' ? explainSchemaError(mistake.error) : explainNoBranch(mistake);
    const key = JSON.stringify([finding.path, finding.code, finding.message]);
    if (!findings.has(key)) findings.set(key, finding);
    if (findings.size === mostFindings) break;
  }
  return [...findings.values()];
}

type Mistake =
  | { readonly kind: 'plain'; readonly error: ErrorObject }
  /** A value that fits no branch of an alternative, with what the branches at this very place wanted. */
  | { readonly kind: 'no-branch'; readonly error: ErrorObject; readonly rejected: readonly ErrorObject[] };

/**
 * ajv reports an alternative (anyOf, oneOf) after the errors of all its branches. Only what the writer seems to have
 * meant is kept: errors of branches whose type fits; when none fits, the alternative itself.
 */
function mistakesOf(errors: readonly ErrorObject[]): Mistake[] {
  let kept: Mistake[] = [];
  for (const error of errors) {
    if (error.keyword === 'propertyNames') continue;
    if (!isAlternative(error)) {
      kept.push({ kind: 'plain', error });
      continue;
    }
    const here = error.instancePath;
    const required = kept.filter(
      (mistake) => mistake.error.instancePath === here && mistake.error.keyword === 'required',
    );
    // Keys missing from several branches are a choice; keys missing from one branch are all wanted.
    const isChoice = new Set(required.map((mistake) => mistake.error.parentSchema)).size > 1;
    const isRejected = (mistake: Mistake): boolean =>
      mistake.error.instancePath === here &&
      (isOfAnotherType(mistake.error) || (isChoice && required.includes(mistake)));
    const rejected = kept.filter(isRejected).map((mistake) => mistake.error);
    kept = kept.filter((mistake) => !isRejected(mistake));
    const meant = kept.some(
      ({ error: { instancePath } }) => instancePath === here || instancePath.startsWith(`${here}/`),
    );
    if (!meant) kept.push({ kind: 'no-branch', error, rejected });
  }
  return kept;
}

function isAlternative(error: ErrorObject): boolean {
  return error.keyword === 'anyOf' || (error.keyword === 'oneOf' && error.params.passingSchemas === null);
}

function isOfAnotherType(error: ErrorObject): boolean {
  if (error.keyword === 'type') return true;
  const isContainer = typeof error.data === 'object' && error.data !== null;
  return isContainer && (error.keyword === 'enum' || error.keyword === 'const');
}

function explainNoBranch({ error, rejected }: Extract<Mistake, { kind: 'no-branch' }>): Finding {
  const place = { path: pathOf(error), part: 'value' } as const;
  const missing = rejected
    .filter(({ keyword }) => keyword === 'required')
    .map(({ params }) => JSON.stringify(params.missingProperty));
  if (missing.length > 0) {
    return {
      ...place,
      code: 'missing-key',
      message: `${listed(missing, 'or')} is missing`,
      hint: `Give one of ${listed(missing, 'and')}.`,
    };
  }
  const wanted = rejected.map(({ keyword, schema }) =>
    keyword === 'type' ? typesInWords(schema) : listed([schema].flat().map(String), 'or'),
  );
  const expected = listed([...new Set(wanted)], 'or');
  return {
    ...place,
    code: 'wrong-type',
    message: `expected ${expected === '' ? 'another value' : expected}, found ${typeNameOf(error.data)}`,
    hint:
      typeof error.parentSchema?.description === 'string'
        ? error.parentSchema.description
        : 'Write one of these forms.',
  };
}
