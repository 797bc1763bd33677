import type { Finding } from '@chatops-commander/schemas';
import type { LintRule } from './lint-subject.js';

/** A change says all it does: targets by name, nothing left to fill in. */
export const changeIsBound: LintRule = ({ runbook, as }) => {
  if (as === 'library') return [];
  const { spec } = runbook;
  const blocks = (['inputs', 'triggers'] as const)
    .filter((key) => spec[key] !== undefined)
    .map((key): Finding => {
      const message = {
        en: `"${key}" belongs to runbooks of the library; a change has nothing left to fill in`,
        fr: `« ${key} » est réservé aux runbooks de la bibliothèque ; dans un changement, rien ne reste à remplir`,
      };
      return {
        code: 'not-in-a-change',
        path: ['spec', key],
        part: 'key',
        message,
        hint: { en: 'Remove it.', fr: 'Retirez-le.' },
      };
    });
  const selectors = (['tags', 'environment', 'service', 'all'] as const)
    .filter((key) => spec.targets?.[key] !== undefined)
    .map((key): Finding => {
      const message = {
        en: `a change names its servers; "${key}" could mean others by the time it runs`,
        fr: `un changement nomme ses serveurs ; « ${key} » pourrait en désigner d'autres quand il s'exécute`,
      };
      const hint = { en: 'Write "targets: { servers: […] }".', fr: 'Écrivez « targets: { servers: […] } ».' };
      return { code: 'targets-not-named', path: ['spec', 'targets', key], part: 'key', message, hint };
    });
  return [...blocks, ...selectors];
};
