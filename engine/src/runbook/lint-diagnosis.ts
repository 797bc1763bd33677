import { InvalidFile, nearest, openDiagnosis, type Problem } from '@chatops-commander/schemas';
import type { FindAction } from './find-action.js';

interface DiagnosisText {
  readonly text: string;
  readonly file: string;
  readonly findAction: FindAction;
  readonly actionNames: readonly string[];
}

/** All that is wrong with a diagnosis: its form, and a look that is no reading action of this version. */
export function lintDiagnosis({ text, file, findAction, actionNames }: DiagnosisText): readonly Problem[] {
  try {
    const { diagnosis, source } = openDiagnosis(text, file);
    const { uses } = diagnosis.spec.look;
    const action = findAction(uses);
    const path = ['spec', 'look', 'uses'];
    if (action === undefined) {
      const [near] = nearest(uses, actionNames, 1);
      const hint = near === undefined ? 'See docs/actions.md.' : `Did you mean ${near}?`;
      return [
        source.place({ code: 'unknown-action', path, part: 'value', message: `there is no action ${uses}`, hint }),
      ];
    }
    if (action.effect === 'read' && action.kind !== 'store') return [];
    return [
      source.place({
        code: 'wrong-value',
        path,
        part: 'value',
        message: `${uses} does more than read state`,
        hint: 'A diagnosis looks before anybody approved anything: use an action that only reads state.',
      }),
    ];
  } catch (error) {
    if (error instanceof InvalidFile) return error.problems;
    throw error;
  }
}
