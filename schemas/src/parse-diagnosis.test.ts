import { describe, expect, it } from 'vitest';
import { InvalidFile } from './invalid-file.js';
import { isDiagnosis, parseDiagnosis } from './parse-diagnosis.js';

const diagnosis = (spec: string): string =>
  `apiVersion: chatops-commander/v1\nkind: Diagnosis\nmetadata: { name: full }\nspec:\n${spec}`;
const rest = '  order: 10\n  look: { uses: system.disk }\n  cause: { en: "Full.", fr: "Plein." }\n';

function problemOf(text: string): unknown {
  try {
    parseDiagnosis(text, 'runbooks/diagnoses/full.yaml');
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidFile)) throw error;
    return error.problems[0];
  }
}

describe('parseDiagnosis', () => {
  it('reads what a team writes', () => {
    const text = diagnosis(
      `${rest}  when: [{ output: disks.usedPercent, atLeast: 97 }]\n  remedies: [{ runbook: check-disk, inputs: { largest: 10 } }]\n`,
    );
    expect(parseDiagnosis(text, 'full.yaml').spec.when).toEqual([{ output: 'disks.usedPercent', atLeast: 97 }]);
  });

  it.each([
    ['a sign that compares nothing', '  when: [{ output: state }]\n', 'spec.when[0]'],
    ['a comparison without an output', '  when: [{ atLeast: 3 }]\n', 'spec.when[0]'],
    ['failed and an output at once', '  when: [{ failed: true, output: state, absent: true }]\n', 'spec.when[0]'],
    ['no sign at all', '  when: []\n', 'spec.when'],
    ['an unknown key', '  when: [{ failed: true }]\n  cure: restart\n', 'spec.cure'],
    ['an output that is no name', '  when: [{ output: "a b", absent: true }]\n', 'spec.when[0].output'],
  ])('refuses %s', (_name, when, path) => {
    expect(problemOf(diagnosis(rest + when))).toMatchObject({ path });
  });
});

describe('isDiagnosis', () => {
  it.each([
    ['a diagnosis', 'apiVersion: x\nkind: Diagnosis\n', true],
    ['one in quotes', 'kind: "Diagnosis" # ours\n', true],
    ['a runbook', 'kind: Runbook\nmetadata: { title: "kind: Diagnosis" }\n', false],
    ['a runbook that writes one', 'kind: Runbook\nspec:\n  content: |\n    kind: Diagnosis\n', false],
  ])('%s', (_name, text, expected) => {
    expect(isDiagnosis(text)).toBe(expected);
  });
});
