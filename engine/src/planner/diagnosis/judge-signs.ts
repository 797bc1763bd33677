import type { Sign } from '@chatops-commander/schemas';
import type { Finding } from '../planner.js';

/** Whether a finding shows every sign. */
export const showsAll = (finding: Finding, signs: readonly Sign[]): boolean =>
  signs.every((sign) => shows(finding, sign));

function shows(finding: Finding, sign: Sign): boolean {
  if (sign.output === undefined) return sign.failed === true && !finding.ok;
  const values = valuesAt(finding, sign.output).filter((value) => value !== null && value !== undefined);
  if (sign.absent === true) return values.length === 0;
  if (sign.notEmpty === true) return values.length > 0;
  return values.some((value) => fits(value, sign));
}

/** What a dotted name leads to; of a list, what it leads to in each element. The summary counts as an output. */
function valuesAt({ outputs, summary }: Finding, path: string): unknown[] {
  if (path === 'summary') return [summary.en, summary.fr];
  let values: unknown[] = [outputs];
  for (const name of path.split('.')) {
    values = values.flatMap((value): unknown[] => {
      const found: unknown = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
      return Array.isArray(found) ? found : [found];
    });
  }
  return values;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every comparison that the sign makes. */
function fits(value: unknown, { oneOf, atLeast, atMost, contains }: Sign): boolean {
  const number = typeof value === 'number' ? value : Number.NaN;
  return (
    (oneOf === undefined || oneOf.some((one) => one === value)) &&
    (atLeast === undefined || number >= atLeast) &&
    (atMost === undefined || number <= atMost) &&
    (contains === undefined ||
      (typeof value === 'string' && contains.some((text) => value.toLowerCase().includes(text.toLowerCase()))))
  );
}
