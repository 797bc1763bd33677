import type { Runbook } from '@chatops-commander/schemas';
import type { Localized } from '../actions/action.js';
import type { FindAction } from '../runbook/find-action.js';
import { sourcesOf } from '../runbook/pin-sources.js';

/** Why a file cannot run without GitHub when its steps take files of the ops repo along, which only GitHub has. */
export function needsFilesOfGitHub(runbook: Runbook, findAction: FindAction): Localized | undefined {
  const files = sourcesOf(runbook, findAction);
  if (files.length === 0) return undefined;
  const named = files.slice(0, 3).join(', ');
  return {
    en: `it takes files of the repository along, which cannot be read while GitHub is away: ${named}. Write what they hold into the file itself, as \`content\` of files.write or as \`argv\` of shell.run`,
    fr: `il emporte des fichiers du dépôt, illisibles tant que GitHub est absent : ${named}. Écrivez leur contenu dans le fichier même, comme \`content\` de files.write ou \`argv\` de shell.run`,
  };
}
