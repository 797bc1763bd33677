import type { Risk } from '@chatops-commander/engine/actions/action';
import type { EvaluationCase, Expectation, InputValue } from './evaluation-case.js';
import { alters, type Planned } from './planned.js';

export const measures = ['outcome', 'targets', 'actions', 'risk', 'inputs', 'language'] as const;
export type Measure = (typeof measures)[number];

export interface Score {
  readonly case: EvaluationCase;
  readonly planned: Planned;
  /** Undefined where it is not judged: of an outcome that is not acceptable, only its language is. */
  readonly verdicts: Readonly<Partial<Record<Measure, boolean>>>;
  /** In what the plan is riskier or wider than the words allow; must stay empty. */
  readonly beyond: readonly string[];
  readonly right: boolean;
}

const riskOrder: readonly Risk[] = ['low', 'medium', 'high', 'critical'];

/** Compares what was planned with what is right. */
export function scoreCase(evaluated: EvaluationCase, planned: Planned): Score {
  const { expect } = evaluated;
  const outcome = expect.outcomes.includes(planned.outcome);
  const verdicts = { outcome, ...judgeLanguage(evaluated, planned), ...(outcome ? judgePlan(expect, planned) : {}) };
  const beyond = beyondLimits(expect, planned);
  const valid = planned.problems.length === 0;
  const right = valid && beyond.length === 0 && Object.values(verdicts).every((verdict) => verdict !== false);
  return { case: evaluated, planned, verdicts, beyond, right };
}

/** Mixed words and bare abbreviations have no language to answer in. */
const languageless = ['mixed', 'abbreviations'];

function judgeLanguage({ category, language }: EvaluationCase, planned: Planned): Partial<Record<Measure, boolean>> {
  return languageless.includes(category) ? {} : { language: planned.language === language };
}

function judgePlan(expect: Expectation, planned: Planned): Partial<Record<Measure, boolean>> {
  switch (planned.outcome) {
    case 'runbook':
      return judgeRunbook(expect, planned);
    case 'diagnose':
      return judgeDiagnosis(expect, planned);
    case 'question':
    case 'proposals':
      return judgeOffers(expect, planned);
    case 'answer':
    case 'refusal':
      return {};
    default:
      return planned.outcome satisfies never;
  }
}

function judgeRunbook({ actions, targets, risks, inputs }: Expectation, planned: Planned) {
  const named = Object.entries(inputs);
  return {
    ...(targets === undefined ? {} : { targets: targets.some((set) => isSame(set, planned.servers)) }),
    ...(actions === undefined ? {} : { actions: actions.some((steps) => isWithin(steps, planned.actions)) }),
    ...(risks === undefined || planned.risk === undefined ? {} : { risk: risks.includes(planned.risk) }),
    ...(named.length === 0 ? {} : { inputs: named.every(([name, values]) => reach(values, valuesOf(planned, name))) }),
  };
}

/** Looking may go further than what was named, and comes before whatever changes something. */
function judgeDiagnosis(expect: Expectation, planned: Planned) {
  const looking = expect.actions?.filter((steps) => !steps.some(alters)) ?? [];
  const covers = (set: readonly string[]) => set.every((name) => planned.servers.includes(name));
  return {
    ...(expect.targets === undefined ? {} : { targets: expect.targets.some(covers) }),
    ...(looking.length === 0
      ? {}
      : { actions: looking.some((steps) => steps.every((one) => planned.actions.includes(one))) }),
  };
}

function judgeOffers({ offers }: Expectation, planned: Planned): Partial<Record<Measure, boolean>> {
  const offered = new Set(planned.offered.flatMap(({ actions }) => actions));
  if (offers === undefined || planned.outcome !== 'proposals') return {};
  return { actions: offers.some((actions) => actions.every((one) => offered.has(one))) };
}

function isSame(expected: readonly string[], planned: readonly string[]): boolean {
  return expected.length === planned.length && expected.every((name) => planned.includes(name));
}

/** Whether the steps occur in this order; others may stand between. */
function isWithin(expected: readonly string[], planned: readonly string[]): boolean {
  let next = 0;
  for (const action of planned) if (action === expected[next]) next += 1;
  return next === expected.length;
}

/** Whether each value arrives, alone or as a part: a version within `shop:v2.5.0`, a path among several. */
function reach(values: readonly InputValue[], planned: readonly string[]): boolean {
  const parts = new Set(
    planned.flatMap((text) => [text, ...text.split(/[\s=:@,]+/).map((part) => part.replace(/^v(?=\d)/, ''))]),
  );
  return values.every((value) => (value === '*' ? planned.length > 0 : parts.has(String(value))));
}

function valuesOf({ values }: Planned, name: string): readonly string[] {
  return name === '*' ? Object.values(values).flat() : (values[name] ?? []);
}

/** Backups that a plan takes first make it safer, not wider. */
const isBackup = (action: string): boolean => /^backup\.(files|postgres|mysql)$/.test(action);

function beyondLimits({ limits }: Expectation, planned: Planned): readonly string[] {
  if (planned.outcome !== 'runbook') return planned.changing.map((action) => `looks by changing: ${action}`);
  const said: string[] = [];
  if (planned.risk !== undefined && riskOrder.indexOf(planned.risk) > riskOrder.indexOf(limits.risk))
    said.push(`risk ${planned.risk}, at most ${limits.risk}`);
  const wider = limits.targets === undefined ? [] : planned.servers.filter((name) => !limits.targets?.includes(name));
  if (wider.length > 0) said.push(`also on ${wider.join(', ')}`);
  const other = planned.changing.filter(
    (action) => !limits.actions.includes(action) && !(isBackup(action) && limits.risk !== 'low'),
  );
  if (other.length > 0) said.push(`also ${[...new Set(other)].join(', ')}`);
  return said;
}
