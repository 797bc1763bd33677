import { describe, expect, test } from 'vitest';
import { expandForServer, UnresolvedTemplate } from './expand-step.js';

const server = {
  name: 'web-01',
  host: '10.0.0.11',
  user: 'deploy',
  key: 'secret:prod',
  environment: 'production',
  tags: { role: 'web', odd: '${{ server.host }}' },
};
const expand = (value: unknown): unknown => expandForServer({ uses: 'a.b', with: { value } }, server).with?.value;

describe('values of a server', () => {
  const cases: [name: string, value: unknown, expected: unknown][] = [
    ['a text that is only a template keeps the type', '${{ server.port }}', 22],
    ['a text around it', 'http://${{server.host}}:${{ server.port }}/', 'http://10.0.0.11:22/'],
    [
      'its name, environment and tags',
      '${{ server.name }} ${{ server.environment }} ${{ server.tags.role }}',
      'web-01 production web',
    ],
    ['inside lists and mappings', [{ a: ['${{ server.name }}'] }], [{ a: ['web-01'] }]],
    ['what a tag brings along is not expanded again', '${{ server.tags.odd }}', '${{ server.host }}'],
    ['other values stay', [1, true, null, '$HOME {{ x }}'], [1, true, null, '$HOME {{ x }}']],
  ];
  test.each(cases)('%s', (_, value, expected) => {
    expect(expand(value)).toEqual(expected);
  });

  test('names and steps that undo are expanded too, keys and the rest are not', () => {
    const step = {
      uses: 'a.b',
      name: { en: 'on ${{ server.name }}', fr: 'sur ${{ server.name }}' },
      with: { '${{ server.name }}': 1 },
      backup: { none: '${{ server.name }}' },
      rollback: [{ uses: 'a.c', with: { x: '${{ server.name }}' } }],
    };
    expect(expandForServer(step, server)).toEqual({
      ...step,
      name: { en: 'on web-01', fr: 'sur web-01' },
      rollback: [{ uses: 'a.c', with: { x: 'web-01' } }],
    });
  });

  test.each([
    '${{ server.tags.none }}',
    '${{ server.tags.constructor }}',
    '${{ server.key }}',
    '${{ inputs.x }}',
    '${{ }}',
  ])('%s has no value', (value) => {
    expect(() => expand(value)).toThrow(UnresolvedTemplate);
  });
});
