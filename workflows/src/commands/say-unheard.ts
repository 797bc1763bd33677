import type { Language, Localized } from '@chatops-commander/engine/actions/action';
import type { RunRow } from '@chatops-commander/engine/records/run-row';
import { RUN_STATE_NAMES } from '@chatops-commander/engine/report/run-state-names';
import type { WaitsFor } from '../contract.js';
import { commandBlock, say } from './say.js';

type Run = Pick<RunRow, 'id' | 'state'>;

/** That a run does not wait for what it was told, what it waits for instead, and the words for that. Markdown. */
export function sayUnheard(waitsFor: WaitsFor, run: Run, language: Language): string {
  const { en, fr } = because(waitsFor, run);
  return [
    say(language, { en: `That changed nothing: ${en}`, fr: `Cela n'a rien changé : ${fr}` }),
    ...ways(waitsFor, run).map(commandBlock),
  ].join('\n\n');
}

function because(waitsFor: WaitsFor, { id, state }: Run): Localized {
  switch (waitsFor.kind) {
    case 'nobody': {
      const { en, fr } = RUN_STATE_NAMES[state];
      return {
        en: `\`${id}\` waits for nobody's word now, and goes on by itself (${en}). What it hears at any time:`,
        fr: `\`${id}\` n'attend la décision de personne en ce moment et avance seule (${fr}). Ce qu'elle entend à tout moment :`,
      };
    }
    case 'resume':
      return {
        en: `\`${id}\` is paused, and waits for one of these:`,
        fr: `\`${id}\` est en pause et attend l'un de ces mots :`,
      };
    case 'way-on': {
      const steps = waitsFor.steps.map((step) => `\`${step}\``).join(', ');
      return {
        en: `\`${id}\` waits at ${steps}, which failed, for one of these:`,
        fr: `\`${id}\` attend à ${steps}, en échec, l'un de ces mots :`,
      };
    }
    case 'gate':
      return {
        en: `\`${id}\` waits at \`${waitsFor.step}\` for a yes of somebody with the role ${waitsFor.role}, or a no:`,
        fr: `\`${id}\` attend à \`${waitsFor.step}\` le oui de quelqu'un qui a le rôle ${waitsFor.role}, ou un non :`,
      };
    default:
      return waitsFor satisfies never;
  }
}

function ways(waitsFor: WaitsFor, { id }: Run): readonly string[] {
  switch (waitsFor.kind) {
    case 'nobody':
      return [`pause ${id}`, `cancel ${id}`, `rollback ${id}`];
    case 'resume':
      return [`resume ${id}`, `rollback ${id}`, `cancel ${id}`];
    case 'way-on':
      return [
        `retry ${id}`,
        ...waitsFor.steps.map((step) => `skip ${step} --reason TEXT`),
        `rollback ${id}`,
        `cancel ${id}`,
      ];
    case 'gate':
      return [`approve ${waitsFor.step} ${id}`, `deny ${waitsFor.step} ${id}`];
    default:
      return waitsFor satisfies never;
  }
}
