import type { Inventory, Runbook } from '@chatops-commander/schemas';
import type { Outputs } from '../actions/action.js';
import type { Reading } from './reading.js';

/** A value for each input that the words, the inventory or a pasted block give; the others stay open. */
export function fillInputs(
  runbook: Runbook,
  reading: Reading,
  inventory: Inventory,
  service: string | undefined,
): Outputs {
  const { literals, attachments } = reading;
  const health = service === undefined ? undefined : inventory.services?.[service]?.health;
  const isWrite = runbook.spec.inputs?.content !== undefined;
  const known: Readonly<Record<string, string | number | undefined>> = {
    service,
    url: literals.urls[0] ?? health?.url,
    status: literals.urls.length === 0 ? health?.status : undefined,
    contains: literals.urls.length === 0 ? health?.contains : undefined,
    path: literals.paths.length === 1 ? literals.paths[0] : undefined,
    file: literals.paths.length === 1 ? literals.paths[0] : undefined,
    paths: literals.paths.length === 0 ? undefined : literals.paths.join(' '),
    // One command is one command: two in a sentence are asked about.
    command: literals.codes.length === 1 && !isWrite ? literals.codes[0] : undefined,
    content:
      attachments.length === 1
        ? attachments[0]
        : attachments.length === 0 && literals.codes.length === 1
          ? literals.codes[0]
          : undefined,
    lines: literals.numbers.length === 1 ? literals.numbers[0] : undefined,
    largest: reading.acts.some(({ concept }) => concept === 'largest') ? (literals.numbers[0] ?? 10) : undefined,
  };
  const declared = Object.keys(runbook.spec.inputs ?? {});
  return Object.fromEntries(declared.flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]]])));
}
