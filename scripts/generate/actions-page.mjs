import { argvSchema, durationSchema, pathSchema, serviceNameSchema } from '../../engine/dist/actions/input-schemas.js';
import { actions } from '../../engine/dist/actions/registry.js';
import { markdownTable } from './markdown-table.mjs';

const effects = {
  read: 'reads state',
  content: 'reads content',
  change: 'changes',
  destroy: 'destroys',
};
const places = {
  command: 'on each server',
  http: 'from the worker; `on: controller` asks once',
  registry: 'on the worker, which asks the registry',
  backup: 'on each server, into the backup store',
  store: 'on the server that the backup is of, with the backup store',
  wait: 'in the workflow itself; no server is touched',
};

/** Throws on a kind that nobody has put into words, rather than saying "undefined". */
function placeOf({ name, kind }) {
  if (!Object.hasOwn(places, kind)) throw new Error(`Say in places where ${name}, of kind ${kind}, runs.`);
  return places[kind];
}

/** docs/actions.md */
export function actionsPage() {
  const overview = actions.map((action) => [
    `[\`${action.name}\`](#${action.name.replace('.', '')})`,
    action.summary.en,
    effects[action.effect],
    action.risk,
  ]);
  return `<!-- Generated from engine/src/actions by \`npm run generate\`. Change the actions, not this file. -->
# Actions

What a step of a runbook may use. Risk is the least that a step has: policy, environment and inputs can raise it, and
only what the policy lists lowers it ([policy](policy.md)). An input that an action does not have is refused.

${markdownTable(['Action', 'What it does', 'Effect', 'Risk'], overview)}

${actions.map(section).join('\n\n')}
`;
}

function section(action) {
  const { properties = {}, required = [], oneOf = [] } = action.input;
  const rows = Object.entries(properties).map(([name, schema]) => [
    `\`${name}\``,
    typeOf(schema),
    required.includes(name) ? 'yes' : '',
    schema.description ?? '',
  ]);
  const inputs = rows.length === 0 ? 'It takes no inputs.' : markdownTable(['Input', 'Type', 'Required', ''], rows);
  const exactlyOne = oneOf.flatMap((each) => each.required ?? []).map((name) => `\`${name}\``);
  return [
    `## ${action.name}`,
    `${action.summary.en}.`,
    inputs,
    ...((action.bindable ?? []).length === 0
      ? []
      : [
          `May come from an earlier step, as \`{ from: steps.ID.outputs.NAME }\`: ${action.bindable.map((name) => `\`${name}\``).join(', ')}.`,
        ]),
    ...(exactlyOne.length === 0 ? [] : [`Exactly one of ${exactlyOne.join(', ')}.`]),
    [
      `- Runs ${placeOf(action)}; ${effects[action.effect]}; risk ${action.risk} at least.`,
      ...(action.defaultTimeoutMs === 0
        ? []
        : [`- Time limit, when the step names none: ${seconds(action.defaultTimeoutMs)}.`]),
      `- How it is undone: ${action.undo.en}`,
      ...(action.probe === undefined
        ? []
        : ['- It looks before it changes: where all is already so, nothing is done.']),
      ...(action.overwrites === undefined
        ? []
        : ['- What it overwrites is backed up, and the backup verified, first.']),
    ].join('\n'),
  ].join('\n\n');
}

function seconds(milliseconds) {
  return milliseconds % 60_000 === 0 ? `${milliseconds / 60_000} min` : `${milliseconds / 1000} s`;
}

const named = [
  [pathSchema, 'absolute path'],
  [durationSchema, 'duration, such as `30s`'],
  [serviceNameSchema, 'name of a service in the inventory'],
];

/** A type as people say it. Throws on a schema that it cannot put into words, rather than leaving it out. */
function typeOf(schema) {
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(', or ');
  if (schema.enum !== undefined) return `one of ${schema.enum.map((word) => `\`${word}\``).join(', ')}`;
  if (schema.type === 'array') {
    if (schema.items.pattern === argvSchema.items.pattern) return 'list of arguments, not a shell line';
    return `list of: ${typeOf(schema.items)}`;
  }
  const known = named.find(([{ pattern }]) => pattern === schema.pattern);
  if (known !== undefined) return known[1];
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(' or ');
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(' or ');
  switch (schema.type) {
    case 'string':
      if (schema.pattern?.startsWith('^https?')) return 'URL, `http` or `https`';
      return schema.maxLength === undefined ? 'text' : `text, at most ${schema.maxLength} characters`;
    case 'integer':
    case 'number':
      return `${schema.type === 'integer' ? 'whole number' : 'number'}, ${schema.minimum} to ${schema.maximum}`;
    case 'boolean':
      return '`true` or `false`';
    case 'object':
      if (schema.properties === undefined) return `names, each with: ${typeOf(schema.additionalProperties)}`;
      return Object.entries(schema.properties)
        .map(([name, inner]) => `\`${name}\`: ${typeOf(inner)}`)
        .join('; ');
    default:
      throw new Error(`Say here how to put ${JSON.stringify(schema)} into words.`);
  }
}
