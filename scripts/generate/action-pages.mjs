import { stringify } from 'yaml';
import { argvSchema, durationSchema, pathSchema, serviceNameSchema } from '../../engine/dist/actions/input-schemas.js';
import { actionPages } from '../../engine/dist/actions/pages/all-pages.js';
import { actions } from '../../engine/dist/actions/registry.js';
import { markdownTable } from './markdown-table.mjs';
import { platformsOf } from './platforms-of-action.mjs';

export const effects = {
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

/** docs/actions/NAME.md, one for each action. */
export const eachActionPage = () =>
  actions.map((action) => ({
    path: `docs/actions/${action.name}.md`,
    from: 'engine/src/actions',
    text: page(action, pageOf(action)),
  }));

function pageOf({ name }) {
  const page = actionPages.get(name);
  if (page === undefined) throw new Error(`${name} has no page: write one in engine/src/actions/pages.`);
  return page;
}

function page(action, { example, gave, said, outputs }) {
  const given = Object.entries(outputs).map(([name, about]) => [`\`${name}\``, about]);
  const sections = [
    `<!-- Generated from engine/src/actions by \`npm run generate\`. Change the action, not this file. -->`,
    `# ${action.name}`,
    `${action.summary.en}. It ${effects[action.effect]}; its risk is ${action.risk} at least ([policy](../policy.md)).`,
    '## Inputs',
    ...inputsOf(action),
    '## Example',
    fenced('yaml', stringify([exampleStep(action, example)], { lineWidth: 0 })),
    `What it does, as the pull request says: “${action.describe(example).en}”.`,
    ...(given.length === 0
      ? [`It says: “${said}”.`]
      : [
          `It says “${said}”, and gives:`,
          fenced('json', `${JSON.stringify(gave, null, 2)}\n`),
          '## Outputs',
          'What `assert` and the `if` of later steps see ([conditions](../runbooks.md#conditions)).',
          markdownTable(['Output', ''], given),
        ]),
    '## How it runs',
    [
      `- It runs ${placeOf(action)}.`,
      ...platformsOf(action, example).map((line) => `- ${line}`),
      ...(action.defaultTimeoutMs === 0
        ? []
        : [`- Time limit, when the step names none: ${seconds(action.defaultTimeoutMs)}.`]),
      ...(action.probe === undefined
        ? []
        : [
            '- It looks before it changes: the preview shows what is there, and where all is already so, nothing is done.',
          ]),
      ...(action.overwrites === undefined
        ? []
        : ['- What it overwrites is backed up, and the backup verified, first.']),
    ].join('\n'),
    '## How it is undone',
    action.undo.en,
  ];
  return `${sections.join('\n\n')}\n`;
}

function exampleStep(action, example) {
  const step = { uses: action.name, ...(Object.keys(example).length === 0 ? {} : { with: example }) };
  if (action.name !== 'wait.until') return step;
  return { ...step, probe: { uses: 'service.status', with: { service: 'nginx' } } };
}

const fenced = (language, text) => `\`\`\`${language}\n${text}\`\`\``;

function inputsOf(action) {
  const { properties = {}, required = [], oneOf = [] } = action.input;
  const rows = Object.entries(properties).map(([name, schema]) => [
    `\`${name}\``,
    typeOf(schema),
    required.includes(name) ? 'yes' : '',
    schema.description ?? '',
  ]);
  const exactlyOne = oneOf.flatMap((each) => each.required ?? []).map((name) => `\`${name}\``);
  const bindable = (action.bindable ?? []).map((name) => `\`${name}\``);
  return [
    rows.length === 0 ? 'It takes none.' : markdownTable(['Input', 'Type', 'Required', ''], rows),
    ...(bindable.length === 0
      ? []
      : [`May come from an earlier step, as \`{ from: steps.ID.outputs.NAME }\`: ${bindable.join(', ')}.`]),
    ...(exactlyOne.length === 0 ? [] : [`Exactly one of ${exactlyOne.join(', ')}.`]),
  ];
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
