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
        const message = `"sha256" is missing, so that it is open which version of ${source.path} runs`;
        const hint = `Add what this prints: sha256sum ${source.path}`;
        return [{ code: 'missing-key', path: [...path, 'with'], part: 'value', message, hint }];
      });
