import type { Audit } from '@chatops-commander/engine/records/audit';
import type { Language, Localized } from '@chatops-commander/engine/actions/action';
import { findAction } from '@chatops-commander/engine/actions/registry';
import type { Role } from '@chatops-commander/engine/approval/change-facts';
import { hasRole } from '@chatops-commander/engine/approval/roles';
import { nameEligible, whoCould } from '@chatops-commander/engine/approval/who-could';
import type {
  CatalogEntry,
  Finding,
  PlanContext,
  Planner,
  PlanOutcome,
} from '@chatops-commander/engine/planner/planner';
import { renderAnswer } from '@chatops-commander/engine/report/render-answer';
import { renderQuestion } from '@chatops-commander/engine/report/render-question';
import { renderRefusal } from '@chatops-commander/engine/report/render-refusal';
import { mayReadDirectly } from '@chatops-commander/engine/runbook/direct-reading';
import type { Runbook } from '@chatops-commander/schemas';
import { type RequestInput, requestId } from '../../contract.js';
import type { RepositoryClient } from '../../github/repository-client.js';
import type { CommandHandlers } from '../../commands/command-handler.js';
import type { ConfigInForce } from '../config-in-force.js';
import { readRole } from '../role-reader.js';
import type { ReadRequest } from './read-request.js';
import type { Understanding } from './request-activities.js';
import type { RequestStore, StoredRequest } from './request-store.js';
import { sayProposals } from './say-proposals.js';

export interface UnderstandDeps {
  readonly planner: Planner;
  readonly store: RequestStore;
  readonly commands: CommandHandlers;
  catalog(repository: string, client: RepositoryClient): Promise<readonly CatalogEntry[]>;
  readonly audit: Pick<Audit, 'append'>;
}
/** One request with all that deciding about it needs. */
export interface Situation {
  readonly input: RequestInput;
  readonly request: ReadRequest;
  readonly client: RepositoryClient;
  readonly config: ConfigInForce;
  /** Edits the one comment that answers this request. */
  publish(markdown: string): Promise<void>;
}

/** From words to the next step: a command is carried out, anything else goes to the planner and is judged by policy. */
export async function understand(situation: Situation, deps: UnderstandDeps): Promise<Understanding> {
  const { request, input, config, client } = situation;
  const role = await readRole(request.login, config.policy, client.people);
  if (request.command.kind === 'help') return await deps.commands.help(situation);
  if (role === undefined) return await refuse(situation, noRole, 'viewer', deps);
  if (request.command.kind !== 'ask-for' && request.command.kind !== 'choose')
    return await deps.commands.handle(situation, role);

  const id = requestId(input);
  const findings = await deps.store.findings(id);
  const outcome = await deps.planner.plan(await contextOf(situation, findings, deps));
  return await act(outcome, findings, situation, role, deps);
}

async function contextOf(
  situation: Situation,
  findings: readonly Finding[],
  deps: UnderstandDeps,
): Promise<PlanContext> {
  const { input, request, client, config } = situation;
  const [comments, catalog, openProposals] = await Promise.all([
    client.comments.commentsOf(input.issue),
    deps.catalog(input.repository, client),
    deps.store.openProposals(input.repository, input.issue),
  ]);
  const own = input.source.kind === 'comment' ? input.source.id : undefined;
  return {
    text: request.words,
    thread: comments
      .filter((comment) => comment.id !== own)
      .map((comment) => ({
        by: comment.login === client.botLogin ? ('bot' as const) : ('user' as const),
        login: comment.login,
        text: comment.body,
      })),
    inventory: config.inventory,
    catalog,
    openProposals,
    findings,
    source: {
      issue: input.issue,
      ...(own === undefined ? {} : { comment: own }),
      requester: request.login,
      wordsDigest: request.wordsDigest,
    },
  };
}

async function act(
  outcome: PlanOutcome,
  findings: readonly Finding[],
  situation: Situation,
  role: Role,
  deps: UnderstandDeps,
): Promise<Understanding> {
  const { language } = outcome;
  const { publish } = situation;
  switch (outcome.kind) {
    case 'runbook':
      return await route(outcome.runbook, outcome.message, language, situation, role, deps);
    case 'diagnose': {
      const reading = judge(outcome.runbook, situation, role);
      if (reading.kind === 'refused') return await refuse(situation, reading.because, reading.need, deps);
      // content that policy does not open to this person is left out of the looking, not asked for in a pull request
      const runbook = reading.kind === 'direct' ? outcome.runbook : withoutContent(outcome.runbook);
      await save(situation, language, deps, {
        outcome: 'diagnose',
        plan: { kind: 'diagnose', runbook, message: outcome.message },
      });
      return { kind: 'look', title: outcome.message.en, servers: outcome.servers, why: 'diagnose' };
    }
    case 'proposals':
      await save(situation, language, deps, { outcome: 'proposals', proposals: outcome.proposals });
      await publish(sayProposals(outcome, findings));
      return { kind: 'answered', how: `${outcome.proposals.length} proposals` };
    case 'question':
      await save(situation, language, deps, { outcome: 'question', proposals: outcome.choices });
      await publish(renderQuestion(outcome));
      return { kind: 'answered', how: 'a question' };
    case 'answer':
      await save(situation, language, deps, { outcome: 'answer' });
      await publish(renderAnswer({ language, message: outcome.message, findings: [], runbook: undefined }));
      return { kind: 'answered', how: 'an answer' };
    case 'refusal':
      await save(situation, language, deps, { outcome: 'refusal' });
      await publish(renderRefusal({ language, because: outcome.message }));
      return { kind: 'answered', how: 'a refusal' };
    default:
      return outcome satisfies never;
  }
}

/** A runbook that only reads runs straight away where policy lets it; everything else becomes a pull request. */
async function route(
  runbook: Runbook,
  message: Localized,
  language: Language,
  situation: Situation,
  role: Role,
  deps: UnderstandDeps,
): Promise<Understanding> {
  const reading = judge(runbook, situation, role);
  const title = message.en;
  switch (reading.kind) {
    case 'direct':
      await save(situation, language, deps, { outcome: 'read', plan: { kind: 'read', runbook, message } });
      return { kind: 'look', title, servers: runbook.spec.targets?.servers ?? [], why: 'read' };
    case 'refused':
      return await refuse(situation, reading.because, reading.need, deps);
    case 'pull-request':
      if (!hasRole(role, 'operator')) return await refuse(situation, changesAreForOperators, 'operator', deps);
      await save(situation, language, deps, { outcome: 'propose', plan: { kind: 'propose', runbook, message } });
      return { kind: 'propose', title };
    default:
      return reading satisfies never;
  }
}

const judge = (runbook: Runbook, { config }: Situation, role: Role) =>
  mayReadDirectly({ runbook, inventory: config.inventory, policy: config.policy, role, findAction });

function withoutContent(runbook: Runbook): Runbook {
  const steps = runbook.spec.steps.filter((step) => findAction(step.uses)?.effect === 'read');
  return { ...runbook, spec: { ...runbook.spec, steps } };
}

async function refuse(
  situation: Situation,
  because: Localized,
  need: Role | undefined,
  deps: UnderstandDeps,
): Promise<Understanding> {
  const { request, config, input } = situation;
  const could =
    need === undefined ? undefined : nameEligible(whoCould(config.policy, need === 'viewer' ? 'operator' : need));
  await deps.audit.append({
    actor: request.login,
    kind: 'request.refused',
    subject: requestId(input),
    data: { words: request.words, because: because.en },
    key: `request.refused:${requestId(input)}`,
  });
  await save(situation, request.language, deps, { outcome: 'refusal' });
  await situation.publish(renderRefusal({ language: request.language, because, could }));
  return { kind: 'answered', how: 'a refusal' };
}

async function save(
  situation: Situation,
  language: Language,
  deps: UnderstandDeps,
  result: Pick<StoredRequest, 'outcome' | 'plan' | 'proposals'>,
): Promise<void> {
  const { input, request } = situation;
  await deps.store.save({
    id: requestId(input),
    repository: input.repository,
    issue: input.issue,
    comment: input.source.kind === 'comment' ? input.source.id : undefined,
    login: request.login,
    words: request.words,
    wordsDigest: request.wordsDigest,
    language,
    ...(request.askedAt === undefined ? {} : { askedAt: request.askedAt }),
    ...result,
  });
}

const noRole: Localized = {
  en: 'you have no role in the policy of this repository',
  fr: "vous n'avez aucun rôle dans la politique de ce dépôt",
};
const changesAreForOperators: Localized = {
  en: 'changes can be asked for by operators and above',
  fr: 'seuls les opérateurs et les rôles au-dessus peuvent demander un changement',
};
