import type { ErrorObject } from 'ajv/dist/2020.js';
import { explainSchemaError } from './explain-schema-error.js';
import type { Finding } from './problem.js';
import { describedInFrench } from './descriptions-in-french.js';
import type { Localized } from './localized.js';
import { listed, listedIn, pathOf, typeNameOf, typesInWords } from './schema-error-words.js';

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
      message: { en: `${listed(missing, 'or').en} is missing`, fr: `il manque ${listed(missing, 'or').fr}` },
      hint: {
        en: `Give one of ${listed(missing, 'and').en}.`,
        fr: `Donnez l'un de ${listed(missing, 'and').fr}.`,
      },
    };
  }
  const wanted = rejected.map(({ keyword, schema }) =>
    keyword === 'type' ? typesInWords(schema) : listed([schema].flat().map(String), 'or'),
  );
  const expected = wanted.length === 0 ? { en: 'another value', fr: 'une autre valeur' } : listedIn(wanted, 'or');
  const found = typeNameOf(error.data);
  const description: unknown = error.parentSchema?.description;
  const oneForm: Localized = { en: 'Write one of these forms.', fr: "Écrivez l'une de ces formes." };
  return {
    ...place,
    code: 'wrong-type',
    message: {
      en: `expected ${expected.en}, found ${found.en}`,
      fr: `attendu : ${expected.fr} ; trouvé : ${found.fr}`,
    },
    hint:
      typeof description === 'string' ? { en: description, fr: describedInFrench(description) ?? oneForm.fr } : oneForm,
  };
}
