import type { Localized, Outputs } from '../action.js';
import { textListInput } from '../input-fields.js';
import { packageChange, type PackageMode } from './package-change.js';
import { packagesSchema } from './package-script.js';
import { planOf } from './package-state.js';

export const packageUpgrade = packageChange({
  name: 'package.upgrade',
  summary: {
    en: 'Upgrades packages, all of them, or those with security updates; removes nothing for it',
    fr: 'Met à jour des paquets, tous, ou ceux qui ont un correctif de sécurité ; ne supprime rien pour cela',
  },
  undo: {
    en: 'The versions before come back, as long as they are to be had; what came new is removed.',
    fr: "Les versions d'avant reviennent, tant qu'elles sont disponibles ; ce qui est arrivé est retiré.",
  },
  required: [],
  properties: {
    packages: packagesSchema,
    all: { description: 'Every package that has a newer version.', const: true, type: 'boolean' },
    security: { description: 'Those with security updates (apt, dnf).', const: true, type: 'boolean' },
  },
  oneOf: [{ required: ['packages'] }, { required: ['all'] }, { required: ['security'] }],
  mode,
  describe(input) {
    const packages = textListInput(input, 'packages').join(', ');
    switch (mode(input)) {
      case 'all':
        return { en: 'Upgrades all packages', fr: 'Met à jour tous les paquets' };
      case 'security':
        return { en: 'Installs the security updates', fr: 'Installe les correctifs de sécurité' };
      default:
        return { en: `Upgrades ${packages}`, fr: `Met à jour ${packages}` };
    }
  },
  alreadySo(before, input): Localized | undefined {
    if (before.problem !== null || input.refresh === true || planOf(before).length > 0) return undefined;
    return { en: 'there is nothing to upgrade', fr: "il n'y a rien à mettre à jour" };
  },
});

function mode(input: Outputs): PackageMode {
  if (input.all === true) return 'all';
  return input.security === true ? 'security' : 'packages';
}
