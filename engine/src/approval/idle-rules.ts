import { type Inventory, nearest, type Policy } from '@chatops-commander/schemas';
import type { Localized } from '../actions/action.js';
import type { FindAction } from '../runbook/find-action.js';
import { fleetOf } from './reach.js';

/**
 * What a policy says about environments, tags and actions that there are none of: a slip of the pen in a rule or a
 * freeze would otherwise protect nothing, and nobody would notice. Each completes "this holds for nothing now: …".
 */
export function idleRules(
  policy: Policy,
  inventory: Inventory,
  known: { readonly findAction: FindAction; readonly actionNames: readonly string[] },
): readonly Localized[] {
  const fleet = fleetOf(inventory);
  const environments = [...new Set(fleet.map(({ environment }) => environment))];
  const unknownEnvironments = (names: readonly string[] | undefined): Localized[] =>
    (names ?? []).filter((name) => !environments.includes(name)).map((name) => noEnvironment(name, environments));
  const rules = (policy.rules ?? []).flatMap(({ name, when }) =>
    [
      ...unknownEnvironments(when.environments),
      ...(when.tags === undefined || fleet.some(({ tags }) => hasAll(tags, when.tags ?? {}))
        ? []
        : [noTags(when.tags)]),
      ...(when.actions ?? [])
        .filter((action) => !isKnown(action, known))
        .map((action) => noAction(action, known.actionNames)),
    ].map((because) => of({ en: 'the rule', fr: 'la règle' }, name, because)),
  );
  const freezes = (policy.freezes ?? []).flatMap(({ name, environments: held }) =>
    unknownEnvironments(held).map((because) => of({ en: 'the freeze', fr: 'le gel' }, name, because)),
  );
  const raised = unknownEnvironments(Object.keys(policy.environments ?? {}));
  return [...rules, ...freezes, ...raised];
}

function hasAll(tags: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([tag, value]) => Object.hasOwn(tags, tag) && tags[tag] === value);
}

function isKnown(pattern: string, { findAction, actionNames }: Parameters<typeof idleRules>[2]): boolean {
  return pattern.endsWith('.*')
    ? actionNames.some((name) => name.startsWith(pattern.slice(0, -1)))
    : findAction(pattern) !== undefined;
}

const of = (kind: Localized, name: string, because: Localized): Localized => ({
  en: `${kind.en} \`${name}\`: ${because.en}`,
  fr: `${kind.fr} \`${name}\` : ${because.fr}`,
});

function noEnvironment(name: string, known: readonly string[]): Localized {
  const near = meant(name, known);
  return {
    en: `no server is in the environment \`${name}\`${near.en}`,
    fr: `aucun serveur n'est dans l'environnement \`${name}\`${near.fr}`,
  };
}

function noTags(tags: Readonly<Record<string, string>>): Localized {
  const named = Object.entries(tags).map(([tag, value]) => `\`${tag}: ${value}\``);
  return { en: `no server has the tags ${named.join(' ')}`, fr: `aucun serveur n'a les étiquettes ${named.join(' ')}` };
}

function noAction(name: string, known: readonly string[]): Localized {
  const near = meant(name, known);
  return {
    en: `there is no action \`${name}\`${near.en}`,
    fr: `il n'y a pas d'action \`${name}\`${near.fr}`,
  };
}

function meant(name: string, known: readonly string[]): Localized {
  const [near] = nearest(name, [...known], 1);
  return near === undefined
    ? { en: '', fr: '' }
    : { en: `; did you mean \`${near}\`?`, fr: ` ; vouliez-vous dire \`${near}\` ?` };
}
