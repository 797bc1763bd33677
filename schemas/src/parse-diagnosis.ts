import { checkAgainstSchema } from './check-against-schema.js';
import type { Diagnosis } from './generated/diagnosis.js';
import { InvalidFile } from './invalid-file.js';
import { loadSchema } from './load-schema.js';
import type { Finding } from './problem.js';
import { readYamlFile, type YamlFile } from './yaml-file.js';

const comparisons = ['absent', 'oneOf', 'atLeast', 'atMost', 'contains', 'notEmpty'] as const;

/** The one place where text becomes a Diagnosis. Throws only InvalidFile. */
export function parseDiagnosis(text: string, file: string): Diagnosis {
  return openDiagnosis(text, file).diagnosis;
}

/** As parseDiagnosis, and keeps the places of things in the text. Throws only InvalidFile. */
export function openDiagnosis(
  text: string,
  file: string,
): { readonly diagnosis: Diagnosis; readonly source: YamlFile } {
  const source = readYamlFile(text, file);
  const check = checkAgainstSchema<Diagnosis>(loadSchema('diagnosis'), source.value);
  const findings = check.ok ? findSignMistakes(check.value) : check.findings;
  if (!check.ok || findings.length > 0)
    throw new InvalidFile(
      file,
      findings.map((finding) => source.place(finding)),
    );
  return { diagnosis: check.value, source };
}

/** Whether a library file says that it is a diagnosis; the other kind is a runbook. */
export const isDiagnosis = (text: string): boolean => /^kind:\s*["']?Diagnosis["']?\s*(?:#.*)?$/m.test(text);

/** A sign that compares nothing always holds, and would tell everybody of a cause that nobody saw. */
function findSignMistakes({ spec }: Diagnosis): Finding[] {
  return spec.when.flatMap((sign, at): Finding[] => {
    const compares = comparisons.some((name) => sign[name] !== undefined);
    const complete =
      sign.output === undefined ? sign.failed === true && !compares : compares && sign.failed === undefined;
    return complete
      ? []
      : [
          {
            code: 'wrong-value',
            path: ['spec', 'when', at],
            part: 'value',
            message: {
              en: 'a sign is `failed: true`, or an `output` with what it must be',
              fr: 'un signe est `failed: true`, ou un `output` avec ce que cela doit être',
            },
            hint: {
              en: `Give \`output\` and one of ${comparisons.join(', ')}.`,
              fr: `Donnez \`output\` et l'un de ${comparisons.join(', ')}.`,
            },
          },
        ];
  });
}
