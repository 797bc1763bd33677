import { readFileSync } from 'node:fs';
import type { Risk } from '@chatops-commander/engine/actions/action';
import { findAction } from '@chatops-commander/engine/actions/registry';
import { leastRisk } from '@chatops-commander/engine/runbook/step-risk';
import { riskiest } from '@chatops-commander/engine/runbook/risk-order';
import type { Inventory } from '@chatops-commander/schemas';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type {
  CaseFinding,
  CaseProposal,
  EvaluationCase,
  Expectation,
  InputValue,
  Outcome,
  Part,
} from './evaluation-case.js';

type OneOrMore<T> = T | readonly T[];
type Alternatives = readonly string[] | readonly (readonly string[])[];

/** A line as it is written; case.schema.json says the same in full. */
interface Written {
  readonly id: string;
  readonly language: EvaluationCase['language'];
  readonly category: string;
  readonly text: string;
  readonly thread?: EvaluationCase['thread'];
  readonly proposals?: readonly CaseProposal[];
  readonly findings?: readonly CaseFinding[];
  readonly expect: WrittenExpectation;
}
interface WrittenExpectation {
  readonly outcome: OneOrMore<Outcome>;
  readonly actions?: Alternatives;
  readonly targets?: Alternatives;
  readonly risk?: OneOrMore<Risk>;
  readonly inputs?: Readonly<Record<string, OneOrMore<InputValue>>>;
  readonly offers?: Alternatives;
  readonly limits?: {
    readonly targets?: readonly string[];
    readonly risk?: Risk;
    readonly actions?: readonly string[];
  };
}

/** A line of the set is not what the README says; the message names file, line and reason. */
export class InvalidCase extends Error {
  constructor(
    readonly file: string,
    readonly line: number,
    readonly reason: string,
  ) {
    super(`${file}, line ${line}: ${reason}. engine/evaluation/README.md lists what a case holds.`);
    this.name = 'InvalidCase';
  }
}

const schema: unknown = JSON.parse(readFileSync(new URL('../case.schema.json', import.meta.url), 'utf8'));
// the file holds an object: it is ours, and compiling it fails otherwise
const matches: ValidateFunction<Written> = new Ajv2020({ allowUnionTypes: true }).compile<Written>(schema as object);

/** Where cases come from; their file is named in errors. */
interface Origin {
  readonly file: string;
  readonly world: string;
  readonly part: Part;
  readonly inventory: Inventory;
}

/** @throws {InvalidCase} */
export function parseCases(text: string, { file, world, part, inventory }: Origin): EvaluationCase[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const fail = (reason: string): never => {
      throw new InvalidCase(file, index + 1, reason);
    };
    const value = parseJson(line, fail);
    if (!matches(value)) {
      const [first] = matches.errors ?? [];
      const key: unknown = first?.params.additionalProperty;
      return fail(
        `${first?.instancePath || 'the case'} ${first?.message}${key === undefined ? '' : `: ${String(key)}`}`,
      );
    }
    const unknown = unknownServer(value, inventory);
    if (unknown !== undefined) fail(`the world has no server ${unknown}`);
    const { thread = [], proposals, findings = [], expect, ...rest } = value;
    return [{ ...rest, world, part, thread, proposals, findings, expect: readExpectation(expect) }];
  });
}

function parseJson(line: string, fail: (reason: string) => never): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    return fail(`no JSON (${String(error)})`);
  }
}

function unknownServer({ proposals = [], findings = [], expect }: Written, inventory: Inventory): string | undefined {
  const named = [
    ...(expect.targets ?? []).flat(),
    ...(expect.limits?.targets ?? []),
    ...proposals.flatMap(({ servers }) => servers),
    ...findings.map(({ server }) => server).filter((server) => server !== 'controller'),
  ];
  return named.find((name) => !Object.hasOwn(inventory.servers, name));
}

function readExpectation(written: WrittenExpectation): Expectation {
  const { outcome, actions, targets, risk, inputs = {}, offers, limits = {} } = written;
  const acceptable = list(outcome);
  const plans = acceptable.includes('runbook');
  const servers = targets === undefined ? undefined : alternatives(targets);
  const risks = risk === undefined ? undefined : list(risk);
  const steps = actions === undefined ? undefined : alternatives(actions);
  return {
    outcomes: acceptable,
    actions: steps,
    targets: servers,
    risks,
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, list(value)])),
    offers: offers === undefined ? undefined : alternatives(offers),
    limits: {
      // what only asks or looks gives no leave to change anything
      risk: limits.risk ?? (plans ? riskiest(risks ?? risksOf(steps ?? [])) : 'low'),
      targets: limits.targets ?? (plans && servers !== undefined ? servers.flat() : undefined),
      actions: [...(plans ? (steps ?? []).flat() : []), ...(limits.actions ?? [])],
    },
  };
}

/** Of actions that are accepted without a word on risk: what a step of theirs is of at least. */
const risksOf = (steps: readonly (readonly string[])[]): readonly Risk[] => [
  'low',
  ...steps.flat().flatMap((name) => {
    const action = findAction(name);
    return action === undefined ? [] : [leastRisk(action)];
  }),
];

function list<T extends string | number | boolean>(value: OneOrMore<T>): readonly T[] {
  // an array is the only object that the schema lets through here
  return typeof value === 'object' ? value : [value as T];
}

function alternatives(value: Alternatives): readonly (readonly string[])[] {
  const lists = value.filter((each) => typeof each !== 'string');
  return lists.length > 0 ? lists : [value.filter((each) => typeof each === 'string')];
}
