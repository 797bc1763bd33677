import type { Problem } from '@chatops-commander/schemas';
import { describe, expect, test } from 'vitest';
import { lintRunbook } from '../lint-runbook.js';
import { findAction, inventory, runbookText } from '../runbook.fixture.js';

describe('as a library runbook', () => {
  const library = (spec: string) =>
    lintRunbook({ text: runbookText(spec), file: 'runbooks/x.yaml', as: 'library', inventory, findAction });
  const restart = 'steps: [{ uses: service.restart, with: { service: "${{ inputs.service }}" } }]';

  const accepted: [name: string, spec: string][] = [
    [
      'inputs, triggers and no targets',
      `inputs: { service: { type: string, required: true, pattern: "^[a-z@.-]+$" } }\ntriggers: { en: ["restart {service} on {server}", "restart {servers}"], fr: ["redémarre {service}"] }\n${restart}`,
    ],
    [
      'targets by an input',
      `inputs: { service: { type: string } }\ntargets: { service: "\${{ inputs.service }}" }\n${restart}`,
    ],
    [
      'a number by an input',
      'inputs: { lines: { type: integer, default: 50, min: 1, max: 500 } }\nsteps: [{ uses: logs.tail, with: { service: nginx, lines: "${{ inputs.lines }}" } }]',
    ],
  ];
  test.each(accepted)('accepts %s', (_, spec) => {
    expect(library(spec)).toMatchObject({ ok: true, problems: [] });
  });

  const refused: [name: string, spec: string, expected: Partial<Problem>][] = [
    [
      'an input that is not declared',
      `inputs: { servise: { type: string } }\n${restart}`,
      { code: 'unknown-input', hint: 'Did you mean "servise"?' },
    ],
    [
      'a phrase that asks for something else',
      `inputs: { service: { type: string } }\ntriggers: { en: ["restart {servce}"] }\n${restart}`,
      { code: 'unknown-input', path: 'spec.triggers.en[0]' },
    ],
    [
      'a pattern that is none',
      `inputs: { service: { type: string, pattern: "[" } }\n${restart}`,
      { code: 'bad-format', path: 'spec.inputs.service.pattern' },
    ],
    [
      'a default of another type',
      'inputs: { n: { type: integer, default: "5" } }\nsteps: [{ uses: system.info }]',
      { code: 'wrong-value', path: 'spec.inputs.n.default' },
    ],
    [
      'a default that its pattern refuses',
      'inputs: { n: { type: string, pattern: "^a$", default: b } }\nsteps: [{ uses: system.info }]',
      { code: 'wrong-value', path: 'spec.inputs.n.default' },
    ],
    [
      'bounds that exclude everything',
      'inputs: { n: { type: integer, min: 5, max: 1 } }\nsteps: [{ uses: system.info }]',
      { code: 'out-of-bounds' },
    ],
    [
      'a fixed value of the wrong form beside a template',
      'inputs: { s: { type: string } }\nsteps: [{ uses: logs.tail, with: { service: "${{ inputs.s }}", lines: many } }]',
      { code: 'wrong-type', path: 'spec.steps[0].with.lines' },
    ],
  ];
  test.each(refused)('refuses %s', (_, spec, expected) => {
    expect(library(spec).problems).toMatchObject([expected]);
  });
});
