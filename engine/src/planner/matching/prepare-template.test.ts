import type { Runbook } from '@chatops-commander/schemas';
import { describe, expect, it } from 'vitest';
import { prepareTemplate } from './prepare-template.js';

const template: Runbook = {
  apiVersion: 'chatops-commander/v1',
  kind: 'Runbook',
  metadata: { name: 'sample', title: 'Sample' },
  spec: {
    inputs: { url: { type: 'string' }, command: { type: 'string', required: true }, paths: { type: 'string' } },
    steps: [
      { id: 'run', uses: 'shell.run', with: { argv: [`\${{ inputs.command }}`] } },
      { id: 'inside', uses: 'http.check', with: { url: `\${{ inputs.url }}` } },
      { id: 'fixed', on: 'controller', uses: 'http.check', with: { url: 'https://example.com/' } },
    ],
    after: [{ id: 'outside', on: 'controller', uses: 'http.check', with: { url: `\${{ inputs.url }}` } }],
  },
};
const ids = ({ spec }: Runbook): (string | undefined)[] => [...spec.steps, ...(spec.after ?? [])].map(({ id }) => id);

describe('prepareTemplate', () => {
  it('keeps the check from outside when its address is known', () => {
    expect(ids(prepareTemplate(template, { url: 'https://example.com/' }))).toEqual([
      'run',
      'inside',
      'fixed',
      'outside',
    ]);
  });

  it('leaves out only the check from outside when nobody gave its address', () => {
    const prepared = prepareTemplate(template, {});
    expect(ids(prepared)).toEqual(['run', 'inside', 'fixed']);
    expect(prepared.spec).not.toHaveProperty('after');
  });

  it('keeps a check whose address must be given, so that it is asked for', () => {
    const required = {
      ...template,
      spec: { ...template.spec, inputs: { url: { type: 'string' as const, required: true } } },
    };
    expect(ids(prepareTemplate(required, {}))).toContain('outside');
  });

  it.each([
    ['words become items', 'df -h /var', ['df', '-h', '/var']],
    ['what needs a shell stays one text, for the input to refuse', 'df | sh', [`\${{ inputs.command }}`]],
  ])('%s', (_name, command, argv) => {
    expect(prepareTemplate(template, { command }).spec.steps[0]?.with).toEqual({ argv });
  });

  it('does not touch the template', () => {
    const before = structuredClone(template);
    prepareTemplate(template, { command: 'df -h' });
    expect(template).toEqual(before);
  });
});
