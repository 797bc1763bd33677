import type { Runbook } from '@chatops-commander/schemas';
import type { Localized, Outputs } from '../../actions/action.js';
import { sameText } from '../../actions/localized.js';
import { expandTemplates } from '../../runbook/templates.js';
import type { IndexedEntry } from '../indexes/catalog-index.js';
import type { Proposal } from '../planner.js';
import { sayOnServers } from '../saying/say-names.js';

/** Stands for an input that nobody named yet, with the little word that leads to it: "logs of …". */
const open = '\uE000';
const openWithLead =
  /,?(?:\s(?:of|as|from|to|in|into|on|below|keeping|de|du|d’|sur|sous|dans|vers|à|comme|version|versions))*\s?\uE000/giu;

/** A text of a runbook in both languages, with the inputs known so far; what is still open is left out. */
export function fillText(text: Runbook['metadata']['title'], inputs: Outputs): Localized {
  const fill = (one: string): string =>
    String(
      expandTemplates(one, (expression) => {
        const value = inputs[expression.replace(/^inputs\./, '')];
        return typeof value === 'string' || typeof value === 'number' ? value : open;
      }),
    )
      .replace(openWithLead, '')
      .trim();
  return typeof text === 'string' ? { en: fill(text), fr: fill(text) } : { en: fill(text.en), fr: fill(text.fr) };
}

/** What an input is for, as its runbook says; its name where it says nothing. */
export function describeInput({ spec }: Runbook, name: string): Localized {
  const description = spec.inputs?.[name]?.description;
  return description === undefined ? sameText(name) : fillText(description, {});
}

/** An entry with inputs and servers, to be chosen by its number. */
export function proposeEntry({ entry, risk }: IndexedEntry, inputs: Outputs, servers: readonly string[]): Proposal {
  const { title, description } = entry.runbook.metadata;
  const where = sayOnServers(servers);
  const filled = fillText(title, inputs);
  return {
    title: { en: `${filled.en}${where.en}`, fr: `${filled.fr}${where.fr}` },
    effect: description === undefined ? filled : fillText(description, inputs),
    risk,
    template: entry.path,
    inputs,
    servers: [...servers],
  };
}
