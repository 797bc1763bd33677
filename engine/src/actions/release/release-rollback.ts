import type { CommandAction, StepResult, Undo } from '../action.js';
import { failed, unreadable } from '../failed-result.js';
import { flagInput, optionalInteger, optionalText, textInput } from '../input-fields.js';
import { sameText } from '../localized.js';
import { parseReport } from '../report-lines.js';
import {
  explainReleaseFailure,
  RELEASE_FUNCTIONS,
  releaseCommand,
  releaseInputs,
  stateCommand,
  stateOutputs,
  versionSchema,
} from './release-script.js';
import { switchBack } from './switch-back.js';

/** Own arguments: version, or '' for the one that was current before. */
const ROLL_BACK = `${RELEASE_FUNCTIONS}version=$(own 0 "$@")
if [ -z "$version" ]; then version=$(before_of "$(current)"); fi
if [ -z "$version" ] || [ ! -d "$releases/$version" ]; then failing missing; fi
if [ "$(current)" = "$version" ]; then say before "$version"; else switch "$version" "$@"; fi
say now "$(current)"
finish
`;

/**
 * Own arguments: the version that was switched to, the one before it or '', `remove` to remove the former, how many of
 * the two folders were there before. One that is not empty stays.
 */
const SWITCH_BACK = `${RELEASE_FUNCTIONS}from=$(own 0 "$@") to=$(own 1 "$@") remove=$(own 2 "$@") folders=$(own 3 "$@")
was=$(current)
if [ "$was" != "$to" ]; then
  if [ "$was" != "$from" ]; then failing changed; fi
  if [ -n "$to" ] && [ ! -d "$releases/$to" ]; then failing missing; fi
  if [ -n "$to" ]; then switch "$to" "$@"; else point_to ''; fi
fi
if [ "$remove" = remove ] && [ "$from" != "$to" ] && [ -f "$releases/$from/.chatops-release" ]; then rm -rf "$releases/$from"; fi
if [ "$folders" -lt 2 ]; then rmdir "$releases" 2>/dev/null; fi
if [ "$folders" -lt 1 ]; then rmdir "$root" 2>/dev/null; fi
say now "$(current)"
finish
`;

export const releaseRollback: CommandAction = {
  kind: 'command',
  name: 'release.rollback',
  effect: 'change',
  risk: 'high',
  summary: {
    en: 'Switches the link back to an earlier release that is still there',
    fr: 'Rebascule le lien vers une version antérieure encore présente',
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['name'],
    properties: {
      ...releaseInputs,
      version: { ...versionSchema, description: 'The one that was current before, when left out.' },
    },
  },
  describe(input) {
    const name = textInput(input, 'name');
    const version = optionalText(input, 'version');
    return version === undefined
      ? { en: `Sets ${name} back to the release before`, fr: `Ramène ${name} à la version précédente` }
      : { en: `Sets ${name} back to release ${version}`, fr: `Ramène ${name} à la version ${version}` };
  },
  undo: { en: 'The link is set back to what it was.', fr: 'Le lien est remis comme il était.' },
  defaultTimeoutMs: 120_000,
  command: (input, context) =>
    releaseCommand({ text: ROLL_BACK, args: [optionalText(input, 'version') ?? ''] }, input, context),
  parse(result, input): StepResult {
    const what = textInput(input, 'name');
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, sameText(what));
    if (report.value('problem') !== undefined) return failed(explainReleaseFailure({ what, report }));
    const [version = null, before = null] = [report.value('now'), report.value('before')];
    return {
      kind: 'done',
      changed: true,
      outputs: { version, before },
      summary: { en: `${what}: ${version} is current again`, fr: `${what} : ${version} est de nouveau en place` },
    };
  },
  probe: {
    command: (input, context) => stateCommand(input, context),
    parse: (result) => stateOutputs(result.stdout),
    alreadySo(before, input) {
      const version = optionalText(input, 'version');
      if (version === undefined || before.now !== version) return undefined;
      const what = `${textInput(input, 'name')} ${version}`;
      return { en: `${what} is current already`, fr: `${what} est déjà en place` };
    },
    restored: (before, now) => before.known === true && before.now === now.now,
  },
  guard: ({ now = null }) => ({ now }),
  inverse(input, before): Undo {
    const version = optionalText(input, 'version') ?? before.previous;
    if (typeof version !== 'string') {
      return {
        kind: 'nothing',
        because: { en: 'there was no release before', fr: "il n'y avait pas de version précédente" },
      };
    }
    const [name, now] = [textInput(input, 'name'), String(before.now ?? '')];
    const describe = { en: `Sets ${name} to ${now} again`, fr: `Remet ${name} à ${now}` };
    return switchBack(input, before, { version, remove: false, describe });
  },
};

/** Undoes a switch. Only undoing names it: it removes nothing but the release that this run unpacked. */
export const releaseUnswitch: CommandAction = {
  kind: 'command',
  name: 'release.unswitch',
  effect: 'change',
  risk: 'high',
  summary: { en: 'Sets a release link back', fr: 'Remet un lien de version' },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'from', 'remove'],
    properties: {
      ...releaseInputs,
      from: versionSchema,
      to: versionSchema,
      remove: { type: 'boolean' },
      folders: { type: 'integer', minimum: 0, maximum: 2 },
    },
  },
  describe(input) {
    const [name, to] = [textInput(input, 'name'), optionalText(input, 'to')];
    return to === undefined
      ? { en: `Takes the link of ${name} away`, fr: `Retire le lien de ${name}` }
      : { en: `Sets ${name} to ${to}`, fr: `Remet ${name} à ${to}` };
  },
  undo: { en: 'It is itself an undoing.', fr: "C'est déjà une annulation." },
  defaultTimeoutMs: 120_000,
  command(input, context) {
    const args = [
      textInput(input, 'from'),
      optionalText(input, 'to') ?? '',
      flagInput(input, 'remove') ? 'remove' : '',
      String(optionalInteger(input, 'folders') ?? 2),
    ];
    return releaseCommand({ text: SWITCH_BACK, args }, input, context);
  },
  parse(result, input): StepResult {
    const what = textInput(input, 'name');
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, sameText(what));
    if (report.value('problem') === 'changed') {
      const now = report.value('now') ?? '?';
      return failed({
        en: `${what}: somebody else switched to ${now} since, which stays`,
        fr: `${what} : quelqu'un d'autre est passé à ${now} depuis, qui reste en place`,
      });
    }
    if (report.value('problem') !== undefined) return failed(explainReleaseFailure({ what, report }));
    const version = report.value('now') ?? null;
    return {
      kind: 'done',
      changed: true,
      outputs: { version },
      summary: {
        en: `${what}: ${version ?? 'no release'} is current`,
        fr: `${what} : ${version ?? 'aucune version'} en place`,
      },
    };
  },
};
