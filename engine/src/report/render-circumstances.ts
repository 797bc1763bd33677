import type { Language } from '../actions/action.js';
import type { Circumstances } from '../approval/emergency.js';
import { wallTime } from '../approval/freeze.js';
import { inline, inlineCode, quote } from './markdown.js';
import { clip } from './visible-text.js';

/** What a reader must not miss beside the approvals: a freeze, and the emergency that gets a change through it. */
export function renderCircumstances({ freeze, emergency }: Circumstances, language: Language): string | undefined {
  if (freeze === undefined) return undefined;
  const text = TEXT[language];
  const name = inlineCode(clip(freeze.name, 100));
  const until = freeze.until === undefined ? text.unknown : inline(wallTime(freeze.until, freeze.timeZone));
  return emergency === undefined
    ? `❄️ ${text.frozen(name, until)}`
    : `🚨 **${text.emergency}** ${text.through(inlineCode(clip(emergency.login, 100)), name, until)}\n${quote(clip(emergency.reason, 500))}`;
}

const TEXT = {
  en: {
    unknown: 'an hour that I cannot tell',
    frozen: (name: string, until: string) => `The freeze ${name} holds every change until ${until}.`,
    emergency: 'EMERGENCY.',
    through: (who: string, name: string, until: string) =>
      `${who} asks to run this during the freeze ${name} (until ${until}), which takes more approvals than usual:`,
  },
  fr: {
    unknown: 'une heure que je ne peux pas dire',
    frozen: (name: string, until: string) => `Le gel ${name} suspend tout changement jusqu'au ${until}.`,
    emergency: 'URGENCE.',
    through: (who: string, name: string, until: string) =>
      `${who} demande d'exécuter ceci pendant le gel ${name} (jusqu'au ${until}), ce qui demande plus d'approbations que d'habitude :`,
  },
} as const;
