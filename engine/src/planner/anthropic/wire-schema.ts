import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import { loadSchema } from '@chatops-commander/schemas';

type Json = null | boolean | number | string | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [key: string]: Json;
}

/** What a model's plan does not hold: the engine writes it, or only library runbooks have it. */
const leftOut: Readonly<Record<string, readonly string[]>> = {
  metadata: ['description', 'labels', 'source'],
  spec: ['inputs', 'triggers'],
  selector: ['tags', 'environment', 'service', 'all'],
  step: ['idempotent'],
  undoing: [
    'id',
    'if',
    'on',
    'timeout',
    'retry',
    'idempotent',
    'continueOnFailure',
    'assert',
    'rollback',
    'backup',
    'probe',
    'name',
  ],
};
/** Always given, so that fewer keys are optional: the API bounds how many there may be. */
const alsoRequired: Readonly<Record<string, readonly string[]>> = {
  selector: ['servers'],
  spec: ['onFailure', 'before', 'after'],
  step: ['with'],
  undoing: ['with'],
  strategy: ['batch'],
};

/**
 * The schema that a plan is written in: the union of outcomes, with the runbook's own published schema inside. It is
 * what structured output accepts: no recursion, no open maps (they become lists of name and value), bounds as words.
 * What it cannot say is checked afterwards, by the published schema itself and by the linter.
 */
export function wireSchema(): JsonObject {
  made ??= asJson(transformJSONSchema(union(asJson(loadSchema('runbook')))));
  return made;
}
let made: JsonObject | undefined;

function union(runbook: JsonObject): JsonObject {
  const published = objectAt(runbook, '$defs');
  const step = objectAt(published, 'step');
  const wanted = [
    'name',
    'identifier',
    'duration',
    'metadata',
    'spec',
    'selector',
    'batchSize',
    'strategy',
    'watch',
    'action',
    'steps',
    'step',
  ];
  const defs = Object.fromEntries(wanted.map((name) => [name, adapt(objectAt(published, name), name)]));
  return {
    type: 'object',
    additionalProperties: false,
    required: ['kind', 'message', 'picks'],
    properties: {
      kind: { enum: ['runbook', 'question', 'proposals', 'answer', 'refusal', 'diagnose'] },
      message: { $ref: '#/$defs/localized' },
      picks: { type: 'array', items: { $ref: '#/$defs/pick' } },
      runbook: {
        type: 'object',
        additionalProperties: false,
        required: ['metadata', 'spec'],
        properties: { metadata: { $ref: '#/$defs/metadata' }, spec: { $ref: '#/$defs/spec' } },
      },
    },
    $defs: {
      ...defs,
      undoing: adapt(step, 'undoing'),
      localized: pair({ en: { type: 'string' }, fr: { type: 'string' } }),
      pick: pair({
        template: { description: "A catalog entry's path.", type: 'string' },
        servers: { type: 'array', items: { type: 'string' } },
        inputs: { type: 'array', items: pair({ name: { type: 'string' }, value: { type: 'string' } }) },
      }),
      value: pair({
        name: { type: 'string' },
        value: {
          anyOf: [
            { type: 'string' },
            { type: 'number' },
            { type: 'boolean' },
            { type: 'array', items: { type: 'string' } },
            pair({ from: { description: 'steps.ID.outputs.NAME', type: 'string' } }),
            pair({ json: { description: 'Any other value, as JSON text.', type: 'string' } }),
          ],
        },
      }),
    },
  };
}

const pair = (properties: JsonObject): JsonObject => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});

/** A part of the published schema, without what is left out, open maps as lists, and no way back into itself. */
function adapt(node: JsonObject, name: string): JsonObject {
  const walked = asJson(walk(node, name));
  const properties = walked.properties;
  if (properties === undefined) return walked;
  const kept = Object.fromEntries(
    Object.entries(asJson(properties)).filter(([key]) => leftOut[name]?.includes(key) !== true),
  );
  const required = [...(Array.isArray(walked.required) ? walked.required : []), ...(alsoRequired[name] ?? [])];
  const { minProperties: _, ...rest } = walked;
  return {
    ...rest,
    properties: kept,
    required: [...new Set(required)].filter((key) => Object.hasOwn(kept, String(key))),
  };
}

function walk(node: Json, name: string): Json {
  if (Array.isArray(node)) return node.map((item) => walk(item, name));
  if (typeof node !== 'object' || node === null) return node;
  const schema = asJson(node);
  // an open map: names and values, one after the other
  if (schema.type === 'object' && schema.additionalProperties === true)
    return { type: 'array', items: { $ref: '#/$defs/value' } };
  return Object.fromEntries(
    Object.entries(schema).map(([key, item]) => {
      // steps that undo have none that undo them
      if (key === 'rollback' && name === 'step')
        return [key, { anyOf: [{ const: 'none' }, { type: 'array', items: { $ref: '#/$defs/undoing' } }] }];
      return [key, walk(item, name)];
    }),
  );
}

function objectAt(parent: JsonObject, key: string): JsonObject {
  return asJson(parent[key]);
}

/** Schemas are JSON objects wherever this is called; anything else is a mistake of ours. */
function asJson(value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('a schema is an object');
  // an object out of JSON holds JSON
  return value as JsonObject;
}
