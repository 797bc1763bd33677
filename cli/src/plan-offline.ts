import type { Risk } from '@chatops-commander/engine/actions/action';
import { findAction } from '@chatops-commander/engine/actions/registry';
import type {
  CatalogEntry,
  PlanContext,
  Planner,
  PlanOutcome,
  Proposal,
  ThreadMessage,
} from '@chatops-commander/engine/planner/planner';
import { assessRisk } from '@chatops-commander/engine/runbook/assess-risk';
import { serversTouched } from '@chatops-commander/engine/runbook/select-servers';
import { serializeRunbook } from '@chatops-commander/engine/runbook/serialize-runbook';
import type { Diagnosis, Inventory, Policy, Runbook } from '@chatops-commander/schemas';

export interface OfflineQuestion {
  readonly text: string;
  readonly thread: readonly ThreadMessage[];
  readonly inventory: Inventory;
  readonly policy: Policy | undefined;
  readonly catalog: readonly CatalogEntry[];
  readonly diagnoses?: readonly Diagnosis[];
}
/** What `chatops plan --json` prints. */
export interface OfflinePlan {
  readonly outcome: 'runbook' | 'question' | 'proposals' | 'answer' | 'refusal';
  readonly language: 'en' | 'fr';
  readonly message: string;
  readonly risk?: Risk;
  readonly targets?: readonly string[];
  readonly runbook?: Runbook;
  readonly yaml?: string;
  readonly proposals?: readonly OfflineProposal[];
  /** What would be looked at first; nothing was. */
  readonly diagnosis?: Runbook;
}
interface OfflineProposal {
  readonly number: number;
  readonly title: string;
  readonly effect: string;
  readonly risk: Risk;
  readonly template: string;
  readonly servers: readonly string[];
}

/** Plans one sentence without touching a server. Earlier requests of the thread are planned again, so that "1" finds its proposals. */
export async function planOffline(question: OfflineQuestion, planner: Planner): Promise<OfflinePlan> {
  const openProposals = await proposalsOf(question, planner);
  const outcome = await planner.plan(contextOf(question, question.text, question.thread, openProposals));
  return present(outcome, question, proposalsIn(outcome));
}

async function proposalsOf(question: OfflineQuestion, planner: Planner): Promise<readonly Proposal[]> {
  let open: readonly Proposal[] = [];
  for (const [index, message] of question.thread.entries()) {
    if (message.by !== 'user') continue;
    const before = question.thread.slice(0, index);
    const outcome = await planner.plan(contextOf(question, message.text, before, open));
    open = proposalsIn(outcome);
  }
  return open;
}

/** A diagnosis would look first; what it would most likely come to is what can be said without servers. */
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

function contextOf(
  question: OfflineQuestion,
  text: string,
  thread: readonly ThreadMessage[],
  openProposals: readonly Proposal[],
): PlanContext {
  return {
    text: text.replace(/^\s*\/ops\s+/i, ''),
    thread,
    inventory: question.inventory,
    catalog: question.catalog,
    ...(question.diagnoses === undefined ? {} : { diagnoses: question.diagnoses }),
    openProposals,
    findings: [],
    source: { issue: 1, requester: 'you' },
  };
}

function present(outcome: PlanOutcome, question: OfflineQuestion, proposals: readonly Proposal[]): OfflinePlan {
  const { language } = outcome;
  const said = { language, message: outcome.message[language] };
  const listed = proposals.map((proposal, index) => ({
    number: index + 1,
    title: proposal.title[language],
    effect: proposal.effect[language],
    risk: proposal.risk,
    template: proposal.template,
    servers: proposal.servers,
  }));
  switch (outcome.kind) {
    case 'runbook': {
      const { runbook } = outcome;
      const { inventory, policy } = question;
      const { risk } = assessRisk({ runbook, inventory, ...(policy === undefined ? {} : { policy }), findAction });
      return {
        outcome: 'runbook',
        ...said,
        risk,
        targets: serversTouched(runbook),
        runbook,
        yaml: serializeRunbook(runbook),
      };
    }
    case 'diagnose':
      return { outcome: 'proposals', ...said, targets: outcome.servers, proposals: listed, diagnosis: outcome.runbook };
    case 'question':
    case 'proposals':
      return { outcome: outcome.kind, ...said, proposals: listed };
    case 'answer':
    case 'refusal':
      return { outcome: outcome.kind, ...said };
    default:
      return outcome satisfies never;
  }
}
