import type { Inventory } from '@chatops-commander/schemas';
import { append } from './append.js';
import { fold } from '../../request/fold.js';

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
  return [
    ...prefixes.map(([typed, servers]) => ({ typed, servers, prefix: true, dimension: 'name' })),
    ...[...tagged].map(([typed, servers]) => ({
      typed,
      servers,
      prefix: false,
      dimension: dimensions.get(typed) ?? '',
    })),
  ];
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
