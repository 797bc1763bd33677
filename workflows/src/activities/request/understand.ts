import type { Audit } from '@chatops-commander/engine/records/audit';
import type { Finding, PlanContext, Planner } from '@chatops-commander/engine/planner/planner';
import type { CommandHandlers } from '../../commands/command-handler.js';
import { requestId } from '../../contract.js';
import type { RepositoryClient } from '../../github/repository-client.js';
import type { Library } from '../catalog-reader.js';
import { readRole } from '../role-reader.js';
import { actOnOutcome } from './act-on-outcome.js';
import { noRole, refuse } from './refuse-request.js';
import type { Understanding } from './request-activities.js';
import type { RequestStore } from './request-store.js';
import type { Situation } from './situation.js';

export interface UnderstandDeps {
  readonly planner: Planner;
  readonly store: RequestStore;
  readonly commands: CommandHandlers;
  catalog(repository: string, client: RepositoryClient): Promise<Library>;
  readonly audit: Pick<Audit, 'append'>;
}
/** From words to the next step: a command is carried out, anything else goes to the planner and is judged by policy. */
export async function understand(situation: Situation, deps: UnderstandDeps): Promise<Understanding> {
  const { request, input, config, client } = situation;
  const role = await readRole(request.login, config.policy, client.people);
  if (request.command.kind === 'help') return await deps.commands.help(situation);
  if (role === undefined) return await refuse(situation, noRole, 'operator', deps);
  if (request.command.kind !== 'ask-for' && request.command.kind !== 'choose')
    return await deps.commands.handle(situation, role);

  const id = requestId(input);
  const findings = await deps.store.findings(id);
  const outcome = await deps.planner.plan(await contextOf(situation, findings, deps));
  return await actOnOutcome(outcome, findings, situation, role, deps);
}

async function contextOf(
  situation: Situation,
  findings: readonly Finding[],
  deps: UnderstandDeps,
): Promise<PlanContext> {
  const { input, request, client, config } = situation;
  const [comments, library, openProposals] = await Promise.all([
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
    catalog: library.entries,
    diagnoses: library.diagnoses,
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
