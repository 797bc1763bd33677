import type { Planner, RecentEvent } from '@chatops-commander/engine/planner/planner';
import type { StepRunner } from '@chatops-commander/engine/execution/step-runner';
import type { Records } from '@chatops-commander/engine/records/records';
import { withNotices } from '@chatops-commander/engine/report/render-notices';
import { choosesProposal } from '@chatops-commander/engine/request/parse-command';
import { ApplicationFailure } from '@temporalio/common';
import type { CommandHandlers } from '../../commands/create-command-handlers.js';
import { type ChangeInput, type RequestInput, requestId } from '../../contract.js';
import type { Importance } from '../../github/content-limits.js';
import type { GitHubClients, RepositoryClient } from '../../github/repository-client.js';
import type { CatalogReader } from '../catalog-reader.js';
import type { ConfigReader } from '../config-in-force.js';
import { withHeartbeat } from '../heartbeat.js';
import { permanentTrouble } from '../permanent-trouble.js';
import { publishComment } from '../publish-comment.js';
import { findingsOf, look } from './look.js';
import { propose } from './propose.js';
import { readRequest } from './read-request.js';
import type { LookActivities, RequestActivities, Understanding } from './request-activities.js';
import type { RequestStore } from './request-store.js';
import { sayWhatWasRead } from './say-what-was-read.js';
import { linkIdentical } from './link-identical.js';
import { sayProposed } from './say-proposed.js';
import { sayTrouble } from './say-trouble.js';
import { understand } from './understand.js';

export interface RequestDeps {
  readonly github: GitHubClients;
  readonly config: ConfigReader;
  readonly catalog: CatalogReader;
  readonly planner: Planner;
  readonly store: RequestStore;
  readonly commands: CommandHandlers;
  readonly runner: Pick<StepRunner, 'read'>;
  readonly records: Pick<Records, 'audit' | 'outcomes'>;
  recent(repository: string): Promise<readonly RecentEvent[]>;
  nudgeChange(change: ChangeInput): Promise<void>;
}

export function createRequestActivities(deps: RequestDeps): RequestActivities & LookActivities {
  const publisher =
    (input: RequestInput, client: RepositoryClient) => async (markdown: string, importance?: Importance) => {
      await publishComment(client.comments, client.botLogin, {
        issue: input.issue,
        kind: 'request',
        id: requestId(input),
        markdown,
        ...(importance === undefined ? {} : { importance }),
      });
    };
  async function planned(input: RequestInput) {
    const request = await deps.store.find(requestId(input));
    if (request?.plan === undefined) throw new Error(`no plan is on record for ${requestId(input)}`);
    return { request, plan: request.plan };
  }

  /**
   * Undefined when the words are not for us. A bare number is, only where proposals are open, or were until this very
   * request answered them.
   */
  async function readOurs(input: RequestInput, client: RepositoryClient) {
    const request = await readRequest(input, client);
    if (request?.command.kind !== 'choose' || /^\s*\/ops/i.test(request.words)) return request;
    const open = await deps.store.openProposals(input.repository, input.issue);
    return open.length > 0 || (await deps.store.find(requestId(input))) !== undefined ? request : undefined;
  }

  return {
    async acknowledge(input) {
      const client = await deps.github.of(input.repository);
      if ((await readOurs(input, client)) === undefined) return false;
      await (input.source.kind === 'comment'
        ? client.comments.reactToComment(input.source.id)
        : client.comments.reactToIssue(input.issue));
      return true;
    },

    async understand(input): Promise<Understanding> {
      const client = await deps.github.of(input.repository);
      const request = await readOurs(input, client);
      if (request === undefined) return { kind: 'ignore', because: 'the words are gone, or not for us' };
      const publish = publisher(input, client);
      try {
        return await understand(
          { input, request, client, publish },
          {
            planner: deps.planner,
            store: deps.store,
            commands: deps.commands,
            config: deps.config,
            catalog: (repository, from) => deps.catalog.of(repository, from.contents),
            audit: deps.records.audit,
            recent: deps.recent,
          },
        );
      } catch (error) {
        const trouble = permanentTrouble(error);
        if (trouble === undefined) throw error;
        await sayTrouble(trouble, request.language, publish);
        return { kind: 'answered', how: trouble.problem.en };
      }
    },

    async look(input) {
      const { plan } = await planned(input);
      const { inventory } = await deps.config.inForce(input.repository);
      return await withHeartbeat(
        () => plan.runbook.metadata.name,
        (signal) =>
          look(
            requestId(input),
            plan.runbook,
            inventory,
            { runner: deps.runner, outcomes: deps.records.outcomes },
            signal,
          ),
      );
    },

    async answerReading(input) {
      const { request, plan } = await planned(input);
      const client = await deps.github.of(input.repository);
      const findings = await findingsOf(request.id, plan.runbook, deps.records.outcomes);
      await publisher(input, client)(sayWhatWasRead(request, plan, findings, await deps.store.readingMs(request.id)));
      await deps.records.audit.append({
        actor: request.login,
        kind: 'request.read',
        subject: request.id,
        data: { runbook: plan.runbook.metadata.name, findings: findings.length },
        key: `request.read:${request.id}`,
      });
    },

    async propose(input) {
      const { request } = await planned(input);
      const [client, config] = await Promise.all([
        deps.github.of(input.repository),
        deps.config.inForce(input.repository),
      ]);
      const linked = await linkIdentical(request, deps.store, client, publisher(input, client));
      if (linked !== undefined) return linked;
      const proposed = await propose(request, client, config).catch(async (error: unknown) => {
        const trouble = permanentTrouble(error);
        if (trouble === undefined) throw error;
        await sayTrouble(trouble, request.language, publisher(input, client));
        throw ApplicationFailure.nonRetryable(trouble.problem.en, 'PermanentTrouble');
      });
      await deps.store.save({ ...request, outcome: 'runbook', pull: proposed.pull, runbookPath: proposed.path });
      // only now: until its pull request is open, the number must still find what it answers
      if (choosesProposal(request.words)) await deps.store.closeProposals(input.repository, input.issue);
      await deps.records.audit.append({
        actor: request.login,
        kind: 'change.proposed',
        subject: `${input.repository}#${proposed.pull}`,
        data: {
          request: request.id,
          path: proposed.path,
          planner: request.plan?.runbook.metadata.source?.planner ?? deps.planner.name,
        },
        key: `change.proposed:${request.id}`,
      });
      await publisher(
        input,
        client,
      )(withNotices(sayProposed(request, proposed), request.plan?.notices, request.language));
      return { pull: proposed.pull, url: proposed.url };
    },

    async nudgeChange(input, pull) {
      await deps.nudgeChange({ repository: input.repository, pull });
    },
  };
}
