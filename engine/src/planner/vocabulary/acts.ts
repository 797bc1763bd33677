import type { Meaning } from './meaning.js';
import { deedOf } from './deed-of.js';
import { beyondReach } from './deeds.js';
import { readForms } from './forms.js';
import { topics } from './topics.js';
import { backupVerbs } from './backup-verbs.js';
import { dataVerbs } from './data-verbs.js';
import { machineVerbs } from './machine-verbs.js';
import { releaseVerbs } from './release-verbs.js';
import { serviceVerbs } from './service-verbs.js';
import type { Verb } from './verb.js';
import { weakVerbs } from './weak.js';

const verbs: readonly Verb[] = [
  ...serviceVerbs,
  ...machineVerbs,
  ...dataVerbs,
  ...releaseVerbs,
  ...backupVerbs,
  ...beyondReach,
];
const deeds = new Map([...Object.entries(deedOf), ...beyondReach.map(({ concept, deed }) => [concept, deed] as const)]);

type Entry = readonly [form: string, meaning: Meaning];

/** Asking forms go before telling ones, so that a form which is both may ask; how it stands in its sentence decides. */
const asked = (verb: Verb): Entry[] => {
  const deed = deeds.get(verb.concept);
  const act = { kind: 'act', part: 'verb', concept: verb.concept, ...(deed === undefined ? {} : { deed }) } as const;
  const nouns = readForms(verb.nouns ?? '').map((form): Entry => [form, { ...act, part: 'noun' }]);
  return [...verb.verbs.flatMap((verbForms) => verbForms.asked.map((form): Entry => [form, act])), ...nouns];
};
const told = (verb: Verb): Entry[] => {
  const deed = deeds.get(verb.concept);
  const act = { kind: 'act', part: 'verb', concept: verb.concept, ...(deed === undefined ? {} : { deed }) } as const;
  return verb.verbs.flatMap((forms) => forms.told.map((form): Entry => [form, { ...act, described: true }]));
};

/** Verbs of change, what they are about, and weak words that only say that something is wanted. */
export const acts: readonly Entry[] = [
  ...verbs.flatMap(asked),
  ...topics.flatMap(([concept, forms]) => forms.map((form): Entry => [form, { kind: 'act', part: 'topic', concept }])),
  ...Object.entries(weakVerbs).flatMap(([concept, list]) =>
    readForms(list).map((form): Entry => [form, { kind: 'act', part: 'verb', concept, weak: true }]),
  ),
];

/** What happened or happens; many of these forms are symptoms too. */
export const toldActs: readonly Entry[] = verbs.flatMap(told);

/** Concepts that ask for a change wherever they are asked in earnest. */
export const changeConcepts: ReadonlySet<string> = new Set(verbs.map(({ concept }) => concept));
