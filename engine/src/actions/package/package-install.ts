import type { Localized, Outputs } from '../action.js';
import { textListInput } from '../input-fields.js';
import { packageChange } from './package-change.js';
import { packagesSchema } from './package-script.js';
import { splitPackage, versionsOf } from './package-state.js';

const names = (input: Outputs): string => textListInput(input, 'packages').join(', ');

export const packageInstall = packageChange({
  name: 'package.install',
  summary: {
    en: 'Installs packages, at a version where one is named; removes nothing for it',
    fr: 'Installe des paquets, dans la version nommée le cas échéant ; ne supprime rien pour cela',
  },
  undo: {
    en: 'What came new is removed, what was replaced comes back, as long as the old version is to be had.',
    fr: "Ce qui est arrivé est retiré, ce qui a été remplacé revient, tant que l'ancienne version est disponible.",
  },
  required: ['packages'],
  properties: { packages: packagesSchema },
  mode: () => 'install',
  describe: (input) => ({ en: `Installs ${names(input)}`, fr: `Installe ${names(input)}` }),
  alreadySo(before, input): Localized | undefined {
    const installed = versionsOf(before);
    const isThere = textListInput(input, 'packages')
      .map(splitPackage)
      .every(({ name, version }) => installed[name] !== undefined && (version ?? installed[name]) === installed[name]);
    return isThere ? { en: `${names(input)}: already installed`, fr: `${names(input)} : déjà installé` } : undefined;
  },
});
