import { type Finding, type Input, suggestName } from '@chatops-commander/schemas';
import { bindInput } from '../bind-input.js';
import type { LintRule } from './lint-subject.js';

/** Inputs of a library runbook that can be given, and trigger phrases that ask for inputs it has. */
export const libraryInputs: LintRule = ({ runbook, as }) => {
  if (as === 'change') return [];
  const { inputs = {}, triggers = {} } = runbook.spec;
  return [
    ...Object.entries(inputs).flatMap(([name, input]) => inDeclaration(name, input)),
    ...Object.entries(triggers).flatMap(([language, phrases]) =>
      phrases.flatMap((phrase, index) =>
        inPhrase(phrase, { path: ['spec', 'triggers', language, index], known: Object.keys(inputs) }),
      ),
    ),
  ];
};

function inDeclaration(name: string, input: Input): Finding[] {
  const path = ['spec', 'inputs', name];
  if (input.pattern !== undefined && !isPattern(input.pattern)) {
    const message = { en: 'this is not a regular expression', fr: "ce n'est pas une expression régulière" };
    return [
      {
        code: 'bad-format',
        path: [...path, 'pattern'],
        part: 'value',
        message,
        hint: { en: 'Check brackets and backslashes.', fr: 'Vérifiez les crochets et les barres obliques inverses.' },
      },
    ];
  }
  if (input.min !== undefined && input.max !== undefined && input.min > input.max) {
    const message = {
      en: `no number is at least ${input.min} and at most ${input.max}`,
      fr: `aucun nombre n'est au moins ${input.min} et au plus ${input.max}`,
    };
    const hint = { en: 'Exchange "min" and "max".', fr: 'Échangez « min » et « max ».' };
    return [{ code: 'out-of-bounds', path: [...path, 'max'], part: 'value', message, hint }];
  }
  if (input.default === undefined) return [];
  const bound = bindInput(input, input.default);
  if (bound.kind === 'bound' && bound.value === input.default) return [];
  const because =
    bound.kind === 'invalid'
      ? bound.message
      : { en: `it must be of the type ${input.type}`, fr: `elle doit être du type ${input.type}` };
  const message = {
    en: `the default is not accepted: ${because.en}`,
    fr: `la valeur par défaut n'est pas acceptée : ${because.fr}`,
  };
  return [
    {
      code: 'wrong-value',
      path: [...path, 'default'],
      part: 'value',
      message,
      hint: {
        en: 'Change the default, or what the input accepts.',
        fr: "Changez la valeur par défaut, ou ce que l'entrée accepte.",
      },
    },
  ];
}

function isPattern(pattern: string): boolean {
  try {
    new RegExp(`^(?:${pattern})$`, 'u');
    return true;
  } catch {
    return false;
  }
}

/** Slots for names of the inventory, which the planner reads in any phrase: they choose targets and addresses. */
const inventorySlots = ['server', 'servers', 'service'];

function inPhrase(
  phrase: string,
  { path, known }: { readonly path: Finding['path']; readonly known: readonly string[] },
): Finding[] {
  return [...phrase.matchAll(/\{([^{}]*)\}/g)].flatMap(([raw, slot = '']): Finding[] => {
    if (known.includes(slot) || inventorySlots.includes(slot)) return [];
    const message = {
      en: `${raw} is not an input of this runbook`,
      fr: `${raw} n'est pas une entrée de ce runbook`,
    };
    return [
      { code: 'unknown-input', path, part: 'value', message, hint: suggestName(slot, [...known, ...inventorySlots]) },
    ];
  });
}
