import type { Audit } from '@chatops-commander/engine/records/audit';
import type { Finding, PlanContext, Planner } from '@chatops-commander/engine/planner/planner';
import { withNotices } from '@chatops-commander/engine/report/render-notices';
import { renderRefusal } from '@chatops-commander/engine/report/render-refusal';
import { findOddities } from '@chatops-commander/engine/request/find-oddities';
import type { CommandHandlers } from '../../commands/create-command-handlers.js';
import { requestId } from '../../contract.js';
import type { ConfigReader } from '../config-in-force.js';
import { readRole } from '../role-reader.js';
import { actOnOutcome } from './act-on-outcome.js';
import { readSurroundings, type Surroundings, type SurroundingsDeps } from './read-surroundings.js';
import { noRole, refuse } from './refuse-request.js';
import type { Understanding } from './request-activities.js';
import type { RequestStore } from './request-store.js';
import type { Situation } from './situation.js';
import { whyNotActedUpon } from './words-stand.js';

export interface UnderstandDeps extends SurroundingsDeps {
  readonly planner: Planner;
  readonly store: RequestStore;
  readonly commands: CommandHandlers;
  readonly config: Pick<ConfigReader, 'inForce'>;
  readonly audit: Pick<Audit, 'append'>;
}

/** Words as they were heard: what is in force is read once they count. */
type Heard = Omit<Situation, 'config'>;

/** From words to the next step: a command is carried out, anything else goes to the planner and is judged by policy. */
export async function understand(heard: Heard, deps: UnderstandDeps): Promise<Understanding> {
  const { command } = heard.request;
  if (command.kind !== 'ask-for' && command.kind !== 'choose') {
    const refused = await refuseUnlessAsWritten(heard, deps);
    if (refused !== undefined) return refused;
    const { situation, role } = await receive(heard, deps);
    return await deps.commands.handle(command, situation, role);
  }
  // GitHub is asked for all of it at once: whether words count takes no longer than what they are understood by
  const [refused, surroundings] = await Promise.all([
    refuseUnlessAsWritten(heard, deps),
    readSurroundings(heard.input, heard.client, deps),
  ]);
  if (refused !== undefined) return refused;
  const { situation, role } = await receive(heard, deps);
  if (role === undefined) return await refuse(situation, noRole, 'operator', deps);
  const findings = await deps.store.findings(requestId(heard.input));
  const context = contextOf(situation, findings, surroundings);
  const planned = await deps.planner.plan(context);
  const notices = [...(planned.notices ?? []), ...odditiesOf(context)];
  return await actOnOutcome(
    { ...planned, notices },
    findings,
    {
      ...situation,
      publish: (markdown, importance) => heard.publish(withNotices(markdown, notices, planned.language), importance),
    },
    role,
    deps,
  );
}

/** Undefined when the words stand as their author wrote them; otherwise that is said. */
async function refuseUnlessAsWritten(
  { request, input, publish }: Heard,
  { store }: Pick<UnderstandDeps, 'store'>,
): Promise<Understanding | undefined> {
  const stored = await store.find(requestId(input));
  const edited = stored === undefined && (await request.wasEdited());
  const because = whyNotActedUpon({ ...request, edited }, stored, Date.now());
  if (because === undefined) return undefined;
  await publish(renderRefusal({ language: request.language, because }), 'first');
  return { kind: 'answered', how: because.en };
}

/** Puts the words on record, and reads what is in force and who wrote them. */
async function receive(heard: Heard, { audit, config: reader }: Pick<UnderstandDeps, 'audit' | 'config'>) {
  const { request, input, client } = heard;
  const id = requestId(input);
  await audit.append({
    actor: request.login,
    kind: 'request.received',
    subject: id,
    data: { words: request.words, digest: request.wordsDigest },
    key: `request.received:${id}`,
  });
  const config = await reader.inForce(input.repository);
  const situation: Situation = { ...heard, config };
  return { situation, role: await readRole(request.login, config.policy, client.people) };
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

function contextOf(
  { input, request, client, config }: Situation,
  findings: readonly Finding[],
  { issue, comments, library, openProposals, recent }: Surroundings,
): PlanContext {
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
