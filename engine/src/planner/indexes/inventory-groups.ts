import type { Inventory } from '@chatops-commander/schemas';
import { append } from './append.js';
import { fold } from '../../request/fold.js';
import { staticLexicon } from '../words/lexicon.js';

const environmentSpellings: readonly (readonly string[])[] = [
  ['production', 'prod', 'prd', 'live'],
  ['staging', 'stage', 'stg', 'preprod', 'pre-prod', 'preproduction', 'pre-production', 'recette', 'uat'],
  ['development', 'dev', 'developpement'],
  ['test', 'testing', 'qa', 'tests'],
];

/** What people mean who name no environment: the one that customers use. */
export const isProduction = (environment: string | undefined): boolean =>
  environment !== undefined && environmentSpellings[0]?.includes(environment) === true;

export interface Group {
  /** What kind of group it is, so that "web" and "lyon" narrow each other: a tag's name, or `name`. */
  readonly dimension: string;
  readonly typed: string;
  readonly servers: readonly string[];
  readonly prefix: boolean;
}

/** Tag values, and where nothing is tagged so, what names begin with: "les web" are web-01 and web-02. */
export function groups(inventory: Inventory): Group[] {
  const tagged = new Map<string, string[]>();
  const begun = new Map<string, string[]>();
  const dimensions = new Map<string, string>();
  for (const [name, server] of Object.entries(inventory.servers)) {
    for (const [dimension, value] of Object.entries(server.tags ?? {})) {
      append(tagged, fold(value), name);
      dimensions.set(fold(value), dimension);
    }
    const prefix = /^([a-z][a-z-]*[a-z])[-_.]?\d+$/.exec(fold(name))?.[1];
    if (prefix !== undefined) append(begun, prefix, name);
  }
  const prefixes = [...begun].filter(([word]) => !tagged.has(word));
  const parts = [...sharedParts(Object.keys(inventory.servers))].filter(
    ([word]) => !tagged.has(word) && !begun.has(word),
  );
  return [
    ...parts.map(([typed, servers]) => ({ typed, servers, prefix: true, dimension: 'part' })),
    ...prefixes.map(([typed, servers]) => ({ typed, servers, prefix: true, dimension: 'name' })),
    ...[...tagged].map(([typed, servers]) => ({
      typed,
      servers,
      prefix: false,
      dimension: dimensions.get(typed) ?? '',
    })),
  ];
}

/** "mtl" of mtl-web-01 and mtl-db-a: parts that several names have and that are no words of their own. */
function sharedParts(names: readonly string[]): [string, string[]][] {
  const parts = new Map<string, string[]>();
  const spellings = new Set(environmentSpellings.flat());
  for (const name of names)
    for (const part of new Set(fold(name).split(/[-_.]/)))
      if (/^[a-z]{3,}$/.test(part) && !spellings.has(part) && !staticLexicon.has(part)) append(parts, part, name);
  return [...parts].filter(([, servers]) => servers.length > 1);
}

export function environments(inventory: Inventory): [string, string][] {
  const names = new Set(Object.values(inventory.servers).map((server) => server.environment));
  const forms: [string, string][] = [];
  for (const name of names) {
    for (const spelling of environmentSpellings.find((spellings) => spellings.includes(name)) ?? []) {
      if (!names.has(spelling)) forms.push([spelling, name], [`${spelling}s`, name]);
    }
    forms.push([name, name]);
  }
  return forms;
}
