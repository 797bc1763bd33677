import type { Runbook, Step } from '@chatops-commander/schemas';
import type { PlannedRunbook } from '../planner.js';
import { inSentence } from '../saying/say-names.js';
import { sayPlan } from '../saying/say-plan.js';

type Targets = readonly string[];

/** One thing of several, as it was planned alone. */
export interface PlannedPart {
  readonly plan: PlannedRunbook;
  readonly reads: boolean;
}

/**
 * Several things asked for in one request as one runbook, in the order in which they were asked. Undefined where they
 * are for different servers and more than one of them changes several: then rolling from server to server would be lost.
 */
export function combinePlans(parts: readonly PlannedPart[]): PlannedRunbook | undefined {
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0) return first?.plan;
  const spec = sameTargets(parts) ? oneAfterTheOther(parts) : aroundTheMainOne(parts);
  if (spec === undefined) return undefined;
  const title = titleOf(parts.map(({ plan }) => plan));
  const reads = parts.every((part) => part.reads);
  const { description: _, ...metadata } = first.plan.runbook.metadata;
  const description = descriptionOf(parts.map(({ plan }) => plan));
  const runbook: Runbook = {
    ...first.plan.runbook,
    metadata: { ...metadata, title, ...(description === undefined ? {} : { description }) },
    spec,
  };
  return {
    ...first.plan,
    runbook,
    message: sayPlan({ title, servers: spec.targets?.servers ?? [], reads, corrected: [] }),
    confidence: Math.min(...parts.map(({ plan }) => plan.confidence ?? 1)),
  };
}

const targetsOf = ({ plan }: PlannedPart): Targets => plan.runbook.spec.targets?.servers ?? [];

function sameTargets(parts: readonly PlannedPart[]): boolean {
  const named = parts.map(targetsOf).filter((servers) => servers.length > 0);
  return new Set(named.map((servers) => JSON.stringify(servers))).size <= 1;
}

function oneAfterTheOther(parts: readonly PlannedPart[]): Runbook['spec'] {
  const specs = parts.map(({ plan }) => plan.runbook.spec);
  const steps = specs.flatMap((spec, at) => [
    ...(at === 0 ? [] : (spec.before ?? [])),
    ...spec.steps,
    ...(at === specs.length - 1 ? [] : (spec.after ?? [])),
  ]);
  return frameOf(parts, {
    servers: parts.map(targetsOf).find((servers) => servers.length > 0) ?? [],
    before: specs[0]?.before ?? [],
    steps,
    after: specs.at(-1)?.after ?? [],
  });
}

/** The change that has most servers is rolled over them; what goes before or after it runs once, where it was asked. */
function aroundTheMainOne(parts: readonly PlannedPart[]): Runbook['spec'] | undefined {
  const changes = parts.filter(({ reads }) => !reads);
  const [main] = [...changes].sort((one, other) => targetsOf(other).length - targetsOf(one).length);
  const everyStep = (part: PlannedPart): Step[] => {
    const { before = [], steps, after = [] } = part.plan.runbook.spec;
    return [...before, ...steps, ...after].map((step) => pinned(step, targetsOf(part)));
  };
  if (main === undefined) {
    const servers = [...new Set(parts.flatMap(targetsOf))];
    return frameOf(parts, { servers, before: [], steps: parts.flatMap(everyStep), after: [] });
  }
  if (changes.some((part) => part !== main && targetsOf(part).length > 1)) return undefined;
  const at = parts.indexOf(main);
  const { before = [], steps, after = [] } = main.plan.runbook.spec;
  return frameOf(parts, {
    servers: targetsOf(main),
    before: [...parts.slice(0, at).flatMap(everyStep), ...before],
    steps,
    after: [...after, ...parts.slice(at + 1).flatMap(everyStep)],
  });
}

function pinned(step: Step, servers: Targets): Step {
  const [first] = servers;
  if (first === undefined || step.on === 'controller') return step;
  if (step.on === 'first') return { ...step, on: { servers: [first] } };
  return step.on === undefined ? { ...step, on: { servers: [...servers] } } : step;
}

interface Frame {
  readonly servers: Targets;
  readonly before: readonly Step[];
  readonly steps: readonly Step[];
  readonly after: readonly Step[];
}

function frameOf(parts: readonly PlannedPart[], { servers, before, steps, after }: Frame): Runbook['spec'] {
  const strategy = parts.map(({ plan }) => plan.runbook.spec.strategy).find((one) => one !== undefined);
  const ends = new Set(parts.filter(({ reads }) => !reads).map(({ plan }) => plan.runbook.spec.onFailure));
  const [onFailure] = ends.size === 1 ? ends : (['stop'] as const);
  const unique = uniqueIds();
  const phase = (name: 'before' | 'after', list: readonly Step[]): object =>
    list.length === 0 ? {} : { [name]: list.map(unique) };
  return {
    ...(servers.length === 0 ? {} : { targets: { servers: [...servers] } }),
    ...(strategy === undefined ? {} : { strategy }),
    ...(onFailure === undefined || ends.size === 0 ? {} : { onFailure }),
    ...phase('before', before),
    steps: steps.map(unique),
    ...phase('after', after),
  };
}

const both = (text: Runbook['metadata']['title']): { en: string; fr: string } =>
  typeof text === 'string' ? { en: text, fr: text } : text;

function titleOf(plans: readonly PlannedRunbook[]): { en: string; fr: string } {
  const titles = plans.map(({ runbook: { metadata } }, at) =>
    at === 0 ? both(metadata.title) : inSentence(both(metadata.title)),
  );
  return { en: titles.map(({ en }) => en).join(', then '), fr: titles.map(({ fr }) => fr).join(', puis ') };
}

function descriptionOf(plans: readonly PlannedRunbook[]): { en: string; fr: string } | undefined {
  const texts = plans.flatMap(({ runbook: { metadata } }) =>
    metadata.description === undefined ? [] : [both(metadata.description)],
  );
  if (texts.length === 0) return undefined;
  return {
    en: texts
      .map(({ en }) => en)
      .join(' ')
      .slice(0, 2000),
    fr: texts
      .map(({ fr }) => fr)
      .join(' ')
      .slice(0, 2000),
  };
}

/** Ids of steps are unique in a runbook; what refers to the second of two would be wrong, so catalog ids should differ. */
function uniqueIds(): (step: Step) => Step {
  const seen = new Map<string, number>();
  return (step) => {
    if (step.id === undefined) return step;
    const count = (seen.get(step.id) ?? 0) + 1;
    seen.set(step.id, count);
    return count === 1 ? step : { ...step, id: `${step.id}_${count}` };
  };
}
