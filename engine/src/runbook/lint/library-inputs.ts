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
    const message = 'this is not a regular expression';
    return [
      {
        code: 'bad-format',
        path: [...path, 'pattern'],
        part: 'value',
        message,
        hint: 'Check brackets and backslashes.',
      },
    ];
  }
  if (input.min !== undefined && input.max !== undefined && input.min > input.max) {
    const message = `no number is at least ${input.min} and at most ${input.max}`;
    return [
      { code: 'out-of-bounds', path: [...path, 'max'], part: 'value', message, hint: 'Exchange "min" and "max".' },
    ];
  }
  if (input.default === undefined) return [];
  const bound = bindInput(input, input.default);
  if (bound.kind === 'bound' && bound.value === input.default) return [];
  const because = bound.kind === 'invalid' ? bound.message.en : `it must be of the type ${input.type}`;
  const message = `the default is not accepted: ${because}`;
  return [
    {
      code: 'wrong-value',
      path: [...path, 'default'],
      part: 'value',
      message,
      hint: 'Change the default, or what the input accepts.',
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
    const message = `${raw} is not an input of this runbook`;
    return [
      { code: 'unknown-input', path, part: 'value', message, hint: suggestName(slot, [...known, ...inventorySlots]) },
    ];
  });
}
