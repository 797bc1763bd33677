import type { Finding } from '@chatops-commander/schemas';
import { everyStep } from '../number-steps.js';
import { sourceOf } from '../pin-sources.js';
import type { LintRule } from './lint-subject.js';

/** A change says which version of a file of the ops repo it takes along: otherwise a later push would choose. */
export const sourcesPinned: LintRule = ({ runbook, as, findAction }) =>
  as === 'library'
    ? []
    : everyStep(runbook).flatMap(({ step, path }): Finding[] => {
        const source = sourceOf(step, findAction);
        if (source === undefined || source.sha256 !== undefined) return [];
        const message = {
          en: `"sha256" is missing, so that it is open which version of ${source.path} runs`,
          fr: `il manque « sha256 » : rien ne dit quelle version de ${source.path} s'exécute`,
        };
        const hint = {
          en: `Add what this prints: sha256sum ${source.path}`,
          fr: `Ajoutez ce que ceci affiche : sha256sum ${source.path}`,
        };
        return [{ code: 'missing-key', path: [...path, 'with'], part: 'value', message, hint }];
      });
