import type { Audit } from '@chatops-commander/engine/records/audit';
import type { Finding, PlanContext, Planner, RecentEvent } from '@chatops-commander/engine/planner/planner';
import { withNotices } from '@chatops-commander/engine/report/render-notices';
import { findOddities } from '@chatops-commander/engine/request/find-oddities';
import type { CommandHandlers } from '../../commands/create-command-handlers.js';
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
  /** What ran lately, newest first. */
  recent(repository: string): Promise<readonly RecentEvent[]>;
  readonly audit: Pick<Audit, 'append'>;
}
/** From words to the next step: a command is carried out, anything else goes to the planner and is judged by policy. */
export async function understand(situation: Situation, deps: UnderstandDeps): Promise<Understanding> {
  const { request, input, config, client } = situation;
  const role = await readRole(request.login, config.policy, client.people);
  const { command } = request;
  if (command.kind !== 'ask-for' && command.kind !== 'choose')
    return await deps.commands.handle(command, situation, role);
  if (role === undefined) return await refuse(situation, noRole, 'operator', deps);

  const id = requestId(input);
  const findings = await deps.store.findings(id);
  const context = await contextOf(situation, findings, deps);
  const planned = await deps.planner.plan(context);
  const notices = [...(planned.notices ?? []), ...odditiesOf(context)];
  return await actOnOutcome(
    { ...planned, notices },
    findings,
    {
      ...situation,
      publish: (markdown, importance) =>
        situation.publish(withNotices(markdown, notices, planned.language), importance),
    },
    role,
    deps,
  );
}

/** Of all words that a planner may have read. */
const odditiesOf = ({ text, removed, issue, thread }: PlanContext) =>
  findOddities([
    { login: undefined, text, ...(removed === undefined ? {} : { removed }) },
    ...(issue === undefined
      ? []
      : [{ login: issue.login, text: `${issue.title}\n${issue.text}`, fromTemplate: true as const }]),
    ...thread.flatMap(({ by, login, text: said }) => (by === 'user' ? [{ login: login ?? '', text: said }] : [])),
  ]);

async function contextOf(
  situation: Situation,
  findings: readonly Finding[],
  deps: UnderstandDeps,
): Promise<PlanContext> {
  const { input, request, client, config } = situation;
  const [issue, comments, library, openProposals, recent] = await Promise.all([
    client.comments.issue(input.issue),
    client.comments.commentsOf(input.issue),
    deps.catalog(input.repository, client),
    deps.store.openProposals(input.repository, input.issue),
    deps.recent(input.repository),
  ]);
  const own = input.source.kind === 'comment' ? input.source.id : undefined;
  return {
    text: request.words,
    ...(request.command.kind === 'ask-for' ? { removed: request.command.removed } : {}),
    // an issue that asks is the request itself
    ...(input.source.kind === 'issue' ? {} : { issue: { login: issue.login, title: issue.title, text: issue.body } }),
    thread: comments
      .filter((comment) => comment.id !== own)
      .map((comment) => ({
        by: comment.login === client.botLogin ? ('bot' as const) : ('user' as const),
        login: comment.login,
        text: comment.body,
      })),
    inventory: config.inventory,
    policy: config.policy,
    recent,
    catalog: library.entries,
    diagnoses: library.diagnoses,
    openProposals,
    findings,
    source: {
      request: requestId(input),
      issue: input.issue,
      ...(own === undefined ? {} : { comment: own }),
      requester: request.login,
      wordsDigest: request.wordsDigest,
    },
  };
}
