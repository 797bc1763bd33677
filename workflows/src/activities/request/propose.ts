import { findAction } from '@chatops-commander/engine/actions/registry';
import { requiredApprovals } from '@chatops-commander/engine/approval/required-approvals';
import { nameEligible, whoCould } from '@chatops-commander/engine/approval/who-could';
import { branchName, changePath, pullRequestTitle } from '@chatops-commander/engine/report/change-names';
import { describeSteps } from '@chatops-commander/engine/report/describe-steps';
import { renderPullRequestBody } from '@chatops-commander/engine/report/render-pull-request-body';
import { assessRisk } from '@chatops-commander/engine/runbook/assess-risk';
import { lintRunbook } from '@chatops-commander/engine/runbook/lint-runbook';
import { serializeRunbook } from '@chatops-commander/engine/runbook/serialize-runbook';
import type { RepositoryClient } from '../../github/repository-client.js';
import type { ConfigInForce } from '../config-in-force.js';
import type { StoredRequest } from './request-store.js';

/** Thrown when a planner made a runbook that the linter refuses: our mistake, found before anybody sees it. */
export class PlannedRunbookInvalid extends Error {
  constructor(
    readonly request: string,
    readonly problems: readonly string[],
  ) {
    super(`the runbook planned for ${request} is not valid: ${problems.join('; ')}`);
    this.name = 'PlannedRunbookInvalid';
  }
}

/**
 * Commits the planned runbook to a branch of its own and opens its pull request; finds both when they are there.
 *
 * @throws {PlannedRunbookInvalid}
 */
export async function propose(
  request: StoredRequest,
  client: RepositoryClient,
  config: ConfigInForce,
): Promise<{ pull: number; url: string; path: string; created: boolean }> {
  const { plan, language } = request;
  if (plan === undefined) throw new Error(`no plan is on record for ${request.id}`);
  const { runbook } = plan;
  const { inventory, policy } = config;
  const path = changePath(runbook.metadata.name, request.id, request.askedAt);
  const yaml = serializeRunbook(runbook);
  const lint = lintRunbook({ text: yaml, file: path, as: 'change', inventory, policy, findAction });
  if (!lint.ok)
    throw new PlannedRunbookInvalid(
      request.id,
      lint.problems.map((problem) => problem.message),
    );

  const assessment = assessRisk({ runbook, inventory, policy, findAction });
  const required = requiredApprovals(assessment, policy);
  const title = pullRequestTitle(runbook.metadata.title, language);
  const mayNot = required.requesterMayApprove ? [] : [request.login];
  const body = renderPullRequestBody({
    language,
    message: plan.message,
    steps: describeSteps({ runbook, inventory, findAction }),
    onFailure: runbook.spec.onFailure ?? 'pause',
    risk: assessment.risk,
    reasons: assessment.reasons,
    environments: assessment.environments,
    approvals: { required, could: nameEligible(whoCould(policy, required.role, mayNot)), mayNot },
    // what was said before a number was chosen, too
    request: {
      issue: request.issue,
      requester: request.login,
      words: runbook.metadata.source?.words ?? request.words,
    },
    runbookPath: path,
    yaml,
    mergesItself: policy.merge === 'auto',
  });
  const branch = branchName(request.id);
  const { defaultBranch, head } = await client.contents.defaultHead();
  const message = commitMessage(title, request);
  const { created } = await client.contents.commitFile({ branch, parent: head, path, text: yaml, message });
  const pull = await client.pulls.findOrOpen({ branch, base: defaultBranch, title, body, newBranch: created });
  return { pull: pull.number, url: pull.url, path, created: pull.created };
}

function commitMessage(title: string, request: StoredRequest): string {
  return `${title}\n\nAsked for by ${request.login} in #${request.issue}. Merging this pull request runs it, once.\n`;
}
