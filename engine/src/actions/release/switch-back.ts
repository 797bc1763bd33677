import type { Localized, Outputs, Undo } from '../action.js';
import { optionalText, textInput } from '../input-fields.js';

/** The undo of a switch to `version`; the release that the step itself unpacked is removed. */
export function switchBack(
  input: Outputs,
  before: Outputs,
  to: { readonly version: string; readonly remove: boolean; readonly describe: Localized },
): Undo {
  if (before.known !== true) {
    const because = { en: 'what was current before could not be read', fr: "l'état d'avant n'a pas pu être lu" };
    return { kind: 'impossible', because };
  }
  const [path, service] = [optionalText(input, 'path'), optionalText(input, 'service')];
  return {
    kind: 'step',
    uses: 'release.unswitch',
    with: {
      name: textInput(input, 'name'),
      ...(path === undefined ? {} : { path }),
      ...(service === undefined ? {} : { service }),
      from: to.version,
      remove: to.remove,
      ...(typeof before.folders === 'number' ? { folders: before.folders } : {}),
      ...(typeof before.now === 'string' ? { to: before.now } : {}),
    },
    describe: to.describe,
  };
}
