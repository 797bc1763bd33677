// One operation of an OpenAPI 3.0 description → JSON Schemas of its parameters and its body.

/** Says nothing about what is taken. */
const silent = new Set(['description', 'example', 'examples', 'default', 'deprecated', 'title', 'externalDocs']);

/**
 * @param {object} api the whole description
 * @param {string} operation as octokit names it, 'GET /repos/{owner}/{repo}'
 * @throws when the description has no such operation
 */
export function requestSchemas(api, operation) {
  const [method = '', path = ''] = operation.split(' ');
  const item = api.paths[path];
  const described = item?.[method.toLowerCase()];
  if (described === undefined)
    throw new Error(`GitHub's description has no operation "${operation}"; look it up at docs.github.com/rest`);
  const parameters = [...(item.parameters ?? []), ...(described.parameters ?? [])].map((one) => resolve(api, one));
  const of = (place) => {
    const those = parameters.filter((one) => one.in === place);
    return {
      type: 'object',
      properties: Object.fromEntries(those.map((one) => [one.name, toJsonSchema(api, one.schema)])),
      required: those.filter((one) => one.required === true).map((one) => one.name),
      additionalProperties: false,
    };
  };
  const body = described.requestBody && resolve(api, described.requestBody);
  const schema = body?.content?.['application/json']?.schema;
  return {
    path: of('path'),
    query: of('query'),
    ...(schema === undefined ? {} : { body: closed(toJsonSchema(api, schema)), bodyRequired: body.required === true }),
  };
}

function resolve(api, one) {
  if (one.$ref === undefined) return one;
  const [, ...keys] = one.$ref.split('/');
  return resolve(
    api,
    keys.reduce((at, key) => at[key], api),
  );
}

/** Without references, words and OpenAPI's own keywords. */
function toJsonSchema(api, given) {
  const schema = resolve(api, given);
  const result = {};
  for (const [key, value] of Object.entries(schema)) {
    if (silent.has(key) || key.startsWith('x-') || key === 'nullable') continue;
    if (key === 'properties')
      result.properties = Object.fromEntries(
        Object.entries(value).map(([name, property]) => [name, toJsonSchema(api, property)]),
      );
    else if (['oneOf', 'anyOf', 'allOf'].includes(key)) result[key] = value.map((one) => toJsonSchema(api, one));
    else if (['items', 'not', 'additionalProperties'].includes(key) && typeof value === 'object')
      result[key] = toJsonSchema(api, value);
    else result[key] = value;
  }
  if (schema.nullable === true && typeof result.type === 'string') {
    result.type = [result.type, 'null'];
    if (result.enum !== undefined && !result.enum.includes(null)) result.enum = [...result.enum, null];
  }
  return result;
}

/**
 * GitHub ignores a key that it does not know, which hides a slip of the pen. So an object takes those alone that are
 * described, but where it is one of several alternatives, each of which describes a part.
 */
function closed(schema) {
  const result = { ...schema };
  if (schema.properties !== undefined) {
    result.properties = Object.fromEntries(Object.entries(schema.properties).map(([name, one]) => [name, closed(one)]));
    result.additionalProperties ??= false;
  }
  if (typeof schema.items === 'object') result.items = closed(schema.items);
  return result;
}
