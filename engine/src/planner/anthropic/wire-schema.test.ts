import { checkAgainstSchema, type Runbook } from '@chatops-commander/schemas';
import { describe, expect, test } from 'vitest';
import { libraryCatalog } from '../planner.fixture.js';
import { publishedForm, type WireRunbook } from './wire-plan.js';
import { wireSchema } from './wire-schema.js';

type Node = Readonly<Record<string, unknown>>;

/** Every schema within a schema. */
function* nodes(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Node; // an object out of JSON
  for (const item of Object.values(value)) yield* nodes(item);
}
const all = [...nodes(wireSchema())];
const objects = all.filter(({ type, properties }) => type === 'object' && properties !== undefined);

describe('the schema is one that structured output takes', () => {
  test('every object is closed', () => {
    expect(objects.filter(({ additionalProperties }) => additionalProperties !== false)).toEqual([]);
  });

  // https://platform.claude.com/docs/en/build-with-claude/structured-outputs: 24 optional keys, 16 unions
  test('it has no more optional keys and unions than the API compiles', () => {
    const optional = objects.map(
      ({ properties, required = [] }) =>
        Object.keys(properties as Node).length - (required as readonly string[]).length,
    );
    expect(optional.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(24);
    expect(all.filter(({ anyOf, type }) => Array.isArray(anyOf) || Array.isArray(type)).length).toBeLessThanOrEqual(16);
  });

  test('it has no bounds, patterns or open maps', () => {
    const refused = [
      'minimum',
      'maximum',
      'minLength',
      'maxLength',
      'pattern',
      'maxItems',
      'uniqueItems',
      'propertyNames',
    ];
    const schemas = all.filter((node) => 'type' in node || 'anyOf' in node || 'enum' in node);
    expect(schemas.flatMap((node) => Object.keys(node)).filter((key) => refused.includes(key))).toEqual([]);
  });

  test('nothing in it leads back to itself', () => {
    const defs = wireSchema().$defs as Readonly<Record<string, Node>>;
    const below = (name: string, path: readonly string[]): void => {
      expect(path).not.toContain(name);
      for (const { $ref } of nodes(defs[name]))
        if (typeof $ref === 'string') below($ref.replace('#/$defs/', ''), [...path, name]);
    };
    for (const name of Object.keys(defs)) below(name, []);
  });

  test('every reference leads somewhere', () => {
    const defs = Object.keys(wireSchema().$defs as Node);
    const named = all.flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref.replace('#/$defs/', '')] : []));
    expect(named.filter((name) => !defs.includes(name))).toEqual([]);
  });
});

/** A runbook as a model would write it. */
const toWire = ({ metadata, spec }: Runbook): WireRunbook => {
  const title = typeof metadata.title === 'string' ? { en: metadata.title, fr: metadata.title } : metadata.title;
  return {
    metadata: { name: metadata.name, title },
    spec: wired({ before: [], after: [], ...spec }) as Readonly<Record<string, unknown>>,
  };
};
function wired(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(wired);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Node).map(([key, item]): [string, unknown] => {
    if (key === 'name' && typeof item === 'string' && 'uses' in value) return [key, { en: item, fr: item }];
    if (key !== 'with') return [key, wired(item)];
    const pairs = Object.entries(item as Node).map(([name, one]) => ({
      name,
      value: isPlain(one) ? one : { json: JSON.stringify(one) },
    }));
    return [key, pairs];
  });
  const step = 'uses' in value && !('with' in value) && !('every' in value);
  return Object.fromEntries(step ? [...entries, ['with', []]] : entries);
}
const isPlain = (value: unknown): boolean =>
  typeof value !== 'object' || (Array.isArray(value) && value.every((item) => typeof item === 'string'));

describe('whatever the library does can be said in it', () => {
  test.each(libraryCatalog.map((entry) => [entry.path, entry] as const))('%s', (_path, { runbook }) => {
    const { inputs: _, triggers: __, targets: ___, ...spec } = runbook.spec;
    const bare: Runbook = { ...runbook, spec: { onFailure: 'pause', ...spec, targets: { servers: ['web-01'] } } };
    const wire = toWire(bare);
    const plan = { kind: 'runbook', message: { en: 'a', fr: 'a' }, picks: [], runbook: wire };
    expect(checkAgainstSchema<object>(wireSchema(), plan)).toMatchObject({ ok: true });
    expect(stripped(publishedForm(wire))).toEqual(stripped(bare));
  });
});

/** Steps as they are, whatever their names are written like and whether an empty `with` is said. */
const stripped = (runbook: object): unknown =>
  JSON.parse(
    JSON.stringify((runbook as Runbook).spec, (key, value: unknown) =>
      key === 'name' || (key === 'with' && JSON.stringify(value) === '{}') ? undefined : value,
    ),
  );
