import type { Runbook, Step } from '@chatops-commander/schemas';
import { describe, expect, test } from 'vitest';
import { onlyReadable } from './only-readable.js';

const health: Step = { uses: 'system.health' };
const tail: Step = { uses: 'logs.tail', with: { service: 'nginx' } };
const runbookOf = (spec: Runbook['spec']): Runbook => ({
  apiVersion: 'chatops-commander/v1',
  kind: 'Runbook',
  metadata: { name: 'diagnose', title: 'Diagnose' },
  spec,
});
const steps = ({ spec }: Runbook): Step[] => [...(spec.before ?? []), ...spec.steps, ...(spec.after ?? [])];
const noTail = (part: Runbook) => steps(part).every((step) => step.uses !== tail.uses);

describe('what is looked at without asking', () => {
  test('steps that may not run straight away are left out of every phase', () => {
    const kept = onlyReadable(runbookOf({ before: [tail], steps: [health, tail], after: [health, tail] }), noTail);
    expect(kept?.spec).toEqual({ before: [], steps: [health], after: [health] });
  });
  test('nothing is looked at when no main step is left', () => {
    expect(onlyReadable(runbookOf({ before: [health], steps: [tail] }), noTail)).toBeUndefined();
  });
  test('what is left is judged again as a whole', () => {
    const oneByOne = (part: Runbook) => steps(part).length === 1;
    expect(onlyReadable(runbookOf({ steps: [health, health] }), oneByOne)).toBeUndefined();
  });
});
