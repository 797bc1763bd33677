import { actions as registered } from '@chatops-commander/engine/actions/registry';
import type { Finding, PlanContext, Planner, PlanOutcome, Proposal } from '@chatops-commander/engine/planner/planner';
import type { EvaluationCase } from './evaluation-case.js';
import { openProposals } from './open-proposals.js';
import { actionsOf, readPlanned, type World } from './planned.js';
import { type Score, scoreCase } from './score.js';

/** Plans one case and scores it. Without proposals of its own, earlier requests of its thread are planned again. */
export async function runCase(evaluated: EvaluationCase, world: World, planner: Planner): Promise<Score> {
  const { text, thread, findings } = evaluated;
  const open =
    evaluated.proposals === undefined
      ? await proposalsOfThread(evaluated, world, planner)
      : openProposals(evaluated.proposals, world.catalog);
  const seen = findings.map(({ summary = '', outputs, ...finding }, index): Finding => {
    // outputs come from a line of JSON, so they are JSON
    return {
      ...finding,
      step: `s${index + 1}`,
      outputs: outputs as Finding['outputs'],
      summary: { en: summary, fr: summary },
    };
  });
  const outcome = await planner.plan(contextOf({ text, thread, openProposals: open, findings: seen }, world));
  return scoreCase(evaluated, readPlanned(outcome, world));
}

async function proposalsOfThread(
  { thread }: EvaluationCase,
  world: World,
  planner: Planner,
): Promise<readonly Proposal[]> {
  let open: readonly Proposal[] = [];
  for (const [index, message] of thread.entries()) {
    if (message.by !== 'user') continue;
    const asked = { text: message.text, thread: thread.slice(0, index), openProposals: open, findings: [] };
    open = proposalsIn(await planner.plan(contextOf(asked, world)));
  }
  return open;
}

function proposalsIn(outcome: PlanOutcome): readonly Proposal[] {
  switch (outcome.kind) {
    case 'proposals':
      return outcome.proposals;
    case 'question':
      return outcome.choices;
    case 'diagnose':
      return outcome.likely ?? [];
    default:
      return [];
  }
}

type Said = Pick<PlanContext, 'text' | 'thread' | 'openProposals' | 'findings'>;

function contextOf(said: Said, { inventory, catalog, diagnoses = [] }: World): PlanContext {
  return { ...said, inventory, catalog, diagnoses, source: { issue: 1, requester: 'oscar' } };
}

/**
 * Actions without which a case cannot be planned yet; empty when it can be. A plan needs a library runbook for each of
 * its actions, a diagnosis only the actions themselves.
 */
export function missingActions({ expect, proposals = [] }: EvaluationCase, { catalog }: World): readonly string[] {
  const offered = new Set(catalog.flatMap(({ runbook }) => actionsOf(runbook)));
  const known = new Set(registered.map(({ name }) => name));
  const looksOnly = expect.outcomes[0] === 'diagnose';
  const lacking = (names: readonly string[]) =>
    names.filter((name) => !offered.has(name) && !(looksOnly && known.has(name)));
  const least = (alternatives: readonly (readonly string[])[] = [[]]): readonly string[] =>
    alternatives.map(lacking).toSorted((one, other) => one.length - other.length)[0] ?? [];
  const answered = lacking(proposals.map(({ action }) => action));
  return [...new Set([...least(expect.actions), ...answered, ...least(expect.offers)])];
}
