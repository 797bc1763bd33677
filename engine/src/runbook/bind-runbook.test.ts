import { describe, expect, test } from 'vitest';
import { bindRunbook, type RunbookBinding } from './bind-runbook.js';
import { gitBlobId } from './git-blob.js';
import { lintRunbook } from './lint-runbook.js';
import { findAction, inventory, runbookOf } from './runbook.fixture.js';
import { serializeRunbook } from './serialize-runbook.js';

const spec = `
inputs:
  service: { type: string, required: true, pattern: "[a-z0-9@._-]+" }
  lines: { type: integer, default: 50, min: 1, max: 500 }
  url: { type: string }
  color: { type: string, enum: [blue, green], default: blue }
triggers: { en: ["restart {service}"], fr: ["redémarre {service}"] }
targets: { service: "\${{ inputs.service }}" }
onFailure: pause
steps:
  - { id: restart, name: { en: "Restart \${{ inputs.service }}", fr: "Redémarrer \${{ inputs.service }}" }, uses: service.restart, with: { service: "\${{ inputs.service }}" } }
  - { uses: logs.tail, with: { service: "\${{ inputs.service }}", lines: "\${{ inputs.lines }}" } }
  - { uses: http.check, with: { url: "http://\${{ server.host }}/", contains: "\${{ inputs.url }}" } }
`;
const template = runbookOf(spec);
const entry = {
  path: 'runbooks/restart.yaml',
  blob: gitBlobId(spec),
  runbook: {
    ...template,
    metadata: {
      name: 'restart',
      title: { en: 'Restart ${{ inputs.service }}', fr: 'Redémarrer ${{ inputs.service }}' },
    },
  },
};
const source = { issue: 7, requester: 'ada', words: 'le site est down', planner: 'catalog' };
const bind = (binding: Partial<RunbookBinding> = {}) =>
  bindRunbook({
    entry,
    inputs: { service: 'nginx' },
    servers: ['web-01'],
    name: 'restart-nginx-7',
    source,
    ...binding,
  });

test('a library runbook becomes a change that the linter accepts', () => {
  const bound = bind({ inputs: { service: 'nginx', lines: '20' }, servers: ['web-02', 'web-01', 'web-02'] });
  if (!bound.ok) throw new Error(JSON.stringify(bound));
  expect(bound.runbook).toEqual({
    apiVersion: 'chatops-commander/v1',
    kind: 'Runbook',
    metadata: {
      name: 'restart-nginx-7',
      title: { en: 'Restart nginx', fr: 'Redémarrer nginx' },
      source: { ...source, template: 'runbooks/restart.yaml', templateBlob: entry.blob },
    },
    spec: {
      targets: { servers: ['web-02', 'web-01'] },
      onFailure: 'pause',
      steps: [
        {
          id: 'restart',
          name: { en: 'Restart nginx', fr: 'Redémarrer nginx' },
          uses: 'service.restart',
          with: { service: 'nginx' },
        },
        { uses: 'logs.tail', with: { service: 'nginx', lines: 20 } },
        { uses: 'http.check', with: { url: 'http://${{ server.host }}/' } },
      ],
    },
  });
  const text = serializeRunbook(bound.runbook);
  expect(lintRunbook({ text, file: 'changes/7.yaml', as: 'change', inventory, findAction }).problems).toEqual([]);
});

describe('refused', () => {
  const cases: [name: string, binding: Partial<RunbookBinding>, missing: string[], problems: string[]][] = [
    ['an input without value', { inputs: {} }, ['service'], []],
    ['an input of the prototype', { inputs: { service: 'nginx', constructor: 'x' } }, [], ['constructor']],
    ['no servers', { servers: [] }, ['servers'], []],
    ['an unknown input', { inputs: { service: 'nginx', line: 5 } }, [], ['line']],
    ['a value that the pattern refuses', { inputs: { service: 'nginx; id #' } }, [], ['service']],
    ['a value of which only a part matches', { inputs: { service: 'nginx\nrm' } }, [], ['service']],
    ['a value that would become a template', { inputs: { service: 'nginx', url: '${{ server.host }}' } }, [], ['url']],
    ['a control character', { inputs: { service: 'nginx', url: 'a\u0007b' } }, [], ['url']],
    ['a very long value', { inputs: { service: 'nginx', url: 'x'.repeat(1001) } }, [], ['url']],
    ['a number out of bounds', { inputs: { service: 'nginx', lines: 501 } }, [], ['lines']],
    ['a number that is none', { inputs: { service: 'nginx', lines: '5e3' } }, [], ['lines']],
    ['a value that is not on the list', { inputs: { service: 'nginx', color: 'gren' } }, [], ['color']],
    ['a list', { inputs: { service: ['nginx'] } }, [], ['service']],
    ['a name that no runbook may have', { name: 'Not A Name' }, [], ['metadata.name']],
  ];
  test.each(cases)('%s', (_, binding, missing, problems) => {
    const bound = bind(binding);
    if (bound.ok) throw new Error('it was bound');
    expect(bound.missing).toEqual(missing);
    expect(bound.problems.map(({ input }) => input)).toEqual(problems);
  });

  test('an input inside a text or a list cannot be left out', () => {
    const needy = {
      ...entry,
      runbook: runbookOf(
        'inputs: { a: { type: string }, b: { type: string } }\nsteps: [{ uses: shell.run, with: { argv: [rm, "${{ inputs.a }}", "x${{ inputs.b }}"] } }]',
      ),
    };
    expect(bind({ entry: needy, inputs: {} })).toEqual({ ok: false, missing: ['a', 'b'], problems: [] });
  });

  test('an input named like what every object has is not taken from there', () => {
    const named = {
      ...entry,
      runbook: runbookOf('inputs: { constructor: { type: string, required: true } }\nsteps: [{ uses: system.info }]'),
    };
    expect(bind({ entry: named, inputs: {} })).toEqual({ ok: false, missing: ['constructor'], problems: [] });
  });

  test('a choice near the value is named', () => {
    const bound = bind({ inputs: { service: 'nginx', color: 'gren' } });
    expect(bound.ok ? [] : bound.problems).toEqual([
      {
        input: 'color',
        message: {
          en: 'it must be one of blue, green; did you mean green?',
          fr: 'valeurs possibles : blue, green ; vouliez-vous dire green ?',
        },
      },
    ]);
  });
});

test('a value is a value, whatever YAML it holds', () => {
  const open = {
    ...entry,
    runbook: runbookOf(
      'inputs: { text: { type: string } }\nsteps: [{ uses: files.write, with: { path: /etc/motd, content: "${{ inputs.text }}" } }]',
    ),
  };
  const hostile = 'x\n  - uses: shell.run\n    with: { argv: [id] }\n# "\'';
  const bound = bind({ entry: open, inputs: { text: hostile } });
  if (!bound.ok) throw new Error(JSON.stringify(bound));
  expect(bound.runbook.spec.steps).toEqual([{ uses: 'files.write', with: { path: '/etc/motd', content: hostile } }]);
  expect(lintRunbook({ text: serializeRunbook(bound.runbook), file: 'x', as: 'change', findAction }).runbook).toEqual(
    bound.runbook,
  );
});

test('a runbook of the controller alone needs no servers', () => {
  const outside = {
    ...entry,
    runbook: runbookOf(
      'inputs: { url: { type: string, required: true } }\nsteps: [{ uses: http.check, on: controller, with: { url: "${{ inputs.url }}" } }]',
    ),
  };
  expect(bind({ entry: outside, inputs: { url: 'https://example.com/' }, servers: [] })).toMatchObject({
    ok: true,
    runbook: { spec: { steps: [{ on: 'controller' }] } },
  });
});

test('a title given wins, and is not expanded', () => {
  expect(bind({ title: 'As ${{ inputs.service }} is' })).toMatchObject({
    runbook: { metadata: { title: 'As ${{ inputs.service }} is' } },
  });
});
