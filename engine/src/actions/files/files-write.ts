import { createHash } from 'node:crypto';
import type { CommandAction, Localized, Outputs, StepResult } from '../action.js';
import { rootWherePossible } from '../become.js';
import { failed, unreadable } from '../failed-result.js';
import { optionalText, textInput, textListInput } from '../input-fields.js';
import { argvSchema, pathSchema, repositoryPathSchema, sha256Schema } from '../input-schemas.js';
import { sameText } from '../localized.js';
import { parseReport } from '../report-lines.js';
import { sayBytes } from '../say-figures.js';
import { scriptCommand } from '../script-command.js';
import { explainWriteFailure } from './explain-write-failure.js';
import { fileStateCommand, fileStateOutputs, readFileState } from './file-state.js';
import { inverseOfWriting, restoredFile } from './inverse-of-writing.js';
import { BEGIN_NEW_FILE, SWAP_NEW_FILE } from './new-file-script.js';

/** After the path, mode and owner: the digest of the content, which is standard input. A cut input replaces nothing. */
const SCRIPT = `${BEGIN_NEW_FILE}expected=$1; shift
cat >|"$new" || failing no-room
got=$(digest "$new")
if [ -n "$got" ] && [ "$got" != "$expected" ]; then failing cut; fi
${SWAP_NEW_FILE}`;

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
    required: ['path'],
    properties: {
      path: pathSchema,
      content: { type: 'string', maxLength: 200_000 },
      source: {
        ...repositoryPathSchema,
        description: 'A file of the ops repo, as it is at the merge.',
      },
      sha256: {
        ...sha256Schema,
        description:
          'Of `source`, as sha256sum prints it; a change without it does not run, and what I propose has it.',
      },
      mode: { description: 'Octal, as for chmod.', type: 'string', pattern: '^[0-7]{3,4}$' },
      owner: {
        description: 'user or user:group',
        type: 'string',
        pattern: '^[a-z_][a-z0-9_-]{0,31}(:[a-z_][a-z0-9_-]{0,31})?$',
      },
      validate: { ...argvSchema, description: 'Must exit 0 before the swap; {file} stands for the new file.' },
    },
    oneOf: [{ required: ['content'] }, { required: ['source'] }],
  },
  describe(input) {
    const path = textInput(input, 'path');
    const source = optionalText(input, 'source');
    if (source !== undefined) return { en: `Writes ${path} from ${source}`, fr: `Écrit ${path} à partir de ${source}` };
    const size = sayBytes(Buffer.byteLength(textInput(input, 'content')));
    return { en: `Writes ${path} (${size.en})`, fr: `Écrit ${path} (${size.fr})` };
  },
  sourceFile(input) {
    const path = optionalText(input, 'source');
    return path === undefined ? undefined : { path, sha256: optionalText(input, 'sha256') };
  },
  undo: {
    en: 'The backup of the old file is put back; a file that did not exist is removed.',
    fr: "La sauvegarde de l'ancien fichier est remise en place ; un fichier qui n'existait pas est supprimé.",
  },
  defaultTimeoutMs: 60_000,
  command(input, context) {
    const content = context.sourceFile ?? Buffer.from(textInput(input, 'content'));
    return scriptCommand({
      text: SCRIPT,
      args: [
        textInput(input, 'path'),
        optionalText(input, 'mode') ?? '',
        optionalText(input, 'owner') ?? '',
        digestAsked(input),
        ...textListInput(input, 'validate'),
      ],
      stdin: content,
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
    const written = digestAsked(input);
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
    restored: restoredFile,
  },
  guard: (before) => ({ kind: before.kind ?? null, sha256: before.sha256 ?? null }),
  rewrites: (input) => ({ path: textInput(input, 'path'), next: () => optionalText(input, 'content') }),
  overwrites: (input) => [textInput(input, 'path')],
  inverse: (input, before, backup) =>
    inverseOfWriting(textInput(input, 'path'), digestAsked(input), { before, backup }),
};

/** Of what the file is to hold. */
const digestAsked = (input: Outputs): string =>
  optionalText(input, 'source') === undefined
    ? createHash('sha256').update(textInput(input, 'content')).digest('hex')
    : (optionalText(input, 'sha256') ?? '');

/** The same bytes, and the mode and owner asked for, if any. */
function isAlready(before: Outputs, input: Outputs): boolean {
  const mode = optionalText(input, 'mode');
  const owner = optionalText(input, 'owner');
  const hasOwner = (actual: unknown) =>
    actual === owner || (typeof actual === 'string' && actual.split(':')[0] === owner);
  return (
    before.sha256 === digestAsked(input) &&
    (mode === undefined || mode.replace(/^0(?=...)/, '') === before.mode) &&
    (owner === undefined || hasOwner(before.owner))
  );
}

const sayAlready = (path: string): Localized => ({
  en: `${path} already has this content`,
  fr: `${path} a déjà ce contenu`,
});

function sayWritten(path: string, bytes: number): Localized {
  const size = sayBytes(bytes);
  return { en: `${path}: written, ${size.en}`, fr: `${path} : écrit, ${size.fr}` };
}
