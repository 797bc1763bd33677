import { createHash } from 'node:crypto';
import type { CommandAction, Localized, Outputs, StepResult, Undo } from '../action.js';
import { rootWherePossible } from '../become.js';
import { failed, unreadable } from '../failed-result.js';
import { optionalText, textInput, textListInput } from '../input-fields.js';
import { argvSchema, pathSchema } from '../input-schemas.js';
import { sameText } from '../localized.js';
import { parseReport } from '../report-lines.js';
import { sayBytes } from '../say-figures.js';
import { scriptCommand } from '../script-command.js';
import { explainWriteFailure } from './explain-write-failure.js';
import { fileStateCommand, fileStateOutputs, readFileState } from './file-state.js';
import { FILES_WRITE_SCRIPT } from './files-write-script.js';

export const filesWrite: CommandAction = {
  kind: 'command',
  name: 'files.write',
  effect: 'change',
  risk: 'high',
  summary: {
    en: 'Writes a file at one stroke, keeping mode and owner; the old one is backed up',
    fr: "Écrit un fichier d'un seul coup, mode et propriétaire conservés ; l'ancien est sauvegardé",
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['path', 'content'],
    properties: {
      path: pathSchema,
      content: { type: 'string', maxLength: 200_000 },
      mode: { description: 'Octal, as for chmod.', type: 'string', pattern: '^[0-7]{3,4}$' },
      owner: {
        description: 'user or user:group',
        type: 'string',
        pattern: '^[a-z_][a-z0-9_-]{0,31}(:[a-z_][a-z0-9_-]{0,31})?$',
      },
      validate: { ...argvSchema, description: 'Must exit 0 before the swap; {file} stands for the new file.' },
    },
  },
  describe(input) {
    const size = sayBytes(Buffer.byteLength(textInput(input, 'content')));
    const path = textInput(input, 'path');
    return { en: `Writes ${path} (${size.en})`, fr: `Écrit ${path} (${size.fr})` };
  },
  undo: {
    en: 'The backup of the old file is put back; a file that did not exist is removed.',
    fr: "La sauvegarde de l'ancien fichier est remise en place ; un fichier qui n'existait pas est supprimé.",
  },
  defaultTimeoutMs: 60_000,
  command(input, context) {
    const content = textInput(input, 'content');
    return scriptCommand({
      text: FILES_WRITE_SCRIPT,
      args: [
        textInput(input, 'path'),
        optionalText(input, 'mode') ?? '',
        optionalText(input, 'owner') ?? '',
        sha256(content),
        ...textListInput(input, 'validate'),
      ],
      stdin: Buffer.from(content),
      become: rootWherePossible(context),
      timeoutMs: context.timeoutMs,
    });
  },
  parse(result, input): StepResult {
    const path = textInput(input, 'path');
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, sameText(path));
    const problem = report.value('problem');
    const validation = report.lines('validate');
    if (problem !== undefined) {
      const reason = explainWriteFailure({ path, problem, target: report.value('target'), validation });
      return failed(reason, { path, validation });
    }
    const after = readFileState(report);
    const written = sha256(textInput(input, 'content'));
    if (after.sha256 !== undefined && after.sha256 !== written) {
      return failed(explainWriteFailure({ path, problem: 'changed-since', target: undefined, validation }), { path });
    }
    return {
      kind: 'done',
      changed: true,
      outputs: {
        path,
        sha256: written,
        bytes: after.bytes ?? null,
        mode: after.mode ?? null,
        owner: after.owner ?? null,
        validated: report.value('validated') === 'yes',
      },
      summary: sayWritten(path, after.bytes ?? 0),
    };
  },
  probe: {
    command: (input, context) => fileStateCommand(textInput(input, 'path'), context),
    parse: (result) => fileStateOutputs(result),
    alreadySo: (before, input) => (isAlready(before, input) ? sayAlready(textInput(input, 'path')) : undefined),
    restored: (before, now) =>
      before.kind === now.kind &&
      (['sha256', 'mode', 'owner'] as const).every((fact) => (before[fact] ?? null) === (now[fact] ?? null)),
  },
  guard: (before) => ({ kind: before.kind ?? null, sha256: before.sha256 ?? null }),
  rewrites: (input) => ({ path: textInput(input, 'path'), next: () => textInput(input, 'content') }),
  overwrites: (input) => [textInput(input, 'path')],
  inverse: (input, before, backup) =>
    inverse(textInput(input, 'path'), sha256(textInput(input, 'content')), before, backup),
};

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

/** The same bytes, and the mode and owner asked for, if any. */
function isAlready(before: Outputs, input: Outputs): boolean {
  const mode = optionalText(input, 'mode');
  const owner = optionalText(input, 'owner');
  const hasOwner = (actual: unknown) =>
    actual === owner || (typeof actual === 'string' && actual.split(':')[0] === owner);
  return (
    before.sha256 === sha256(textInput(input, 'content')) &&
    (mode === undefined || mode.replace(/^0(?=...)/, '') === before.mode) &&
    (owner === undefined || hasOwner(before.owner))
  );
}

function inverse(path: string, written: string, before: Outputs, backup: string | undefined): Undo {
  if (before.kind === 'absent') {
    return {
      kind: 'step',
      uses: 'files.unwrite',
      with: { path, sha256: written },
      describe: { en: `Removes ${path}, which did not exist before`, fr: `Supprime ${path}, qui n'existait pas avant` },
    };
  }
  if (backup === undefined) {
    return {
      kind: 'impossible',
      because: { en: `there is no backup of ${path}`, fr: `il n'y a pas de sauvegarde de ${path}` },
    };
  }
  return {
    kind: 'restore-backup',
    backup,
    describe: { en: `Puts back ${path} from its backup`, fr: `Remet ${path} depuis sa sauvegarde` },
  };
}

const sayAlready = (path: string): Localized => ({
  en: `${path} already has this content`,
  fr: `${path} a déjà ce contenu`,
});

function sayWritten(path: string, bytes: number): Localized {
  const size = sayBytes(bytes);
  return { en: `${path}: written, ${size.en}`, fr: `${path} : écrit, ${size.fr}` };
}
