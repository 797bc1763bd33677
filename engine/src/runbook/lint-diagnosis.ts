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
      const hint =
        near === undefined
          ? { en: 'See docs/actions.md.', fr: 'Voyez docs/actions.md.' }
          : { en: `Did you mean ${near}?`, fr: `Vouliez-vous dire ${near} ?` };
      const message = { en: `there is no action ${uses}`, fr: `l'action ${uses} n'existe pas` };
      return [source.place({ code: 'unknown-action', path, part: 'value', message, hint })];
    }
    if (action.effect === 'read' && action.kind !== 'store') return [];
    return [
      source.place({
        code: 'wrong-value',
        path,
        part: 'value',
        message: { en: `${uses} does more than read state`, fr: `${uses} fait plus que lire un état` },
        hint: {
          en: 'A diagnosis looks before anybody approved anything: use an action that only reads state.',
          fr: "Un diagnostic regarde avant que quiconque ait approuvé : utilisez une action qui ne lit que l'état.",
        },
      }),
    ];
  } catch (error) {
    if (error instanceof InvalidFile) return error.problems;
    throw error;
  }
}
