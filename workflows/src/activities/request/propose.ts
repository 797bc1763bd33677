import { createHash } from 'node:crypto';
import { findAction } from '@chatops-commander/engine/actions/registry';
import { fleetOf, reachOf } from '@chatops-commander/engine/approval/reach';
import { requiredApprovals } from '@chatops-commander/engine/approval/required-approvals';
import { nameEligible, whoCould } from '@chatops-commander/engine/approval/who-could';
import { branchName, changePath, pullRequestTitle } from '@chatops-commander/engine/report/change-names';
import { describeSteps } from '@chatops-commander/engine/report/describe-steps';
import { renderPullRequestBody } from '@chatops-commander/engine/report/render-pull-request-body';
import { assessRisk } from '@chatops-commander/engine/runbook/assess-risk';
import { lintRunbook } from '@chatops-commander/engine/runbook/lint-runbook';
import { pinSources, sourcesOf } from '@chatops-commander/engine/runbook/pin-sources';
import { serializeRunbook } from '@chatops-commander/engine/runbook/serialize-runbook';
import type { Runbook } from '@chatops-commander/schemas';
import type { RepositoryClient } from '../../github/repository-client.js';
import type { ConfigInForce } from '../config-in-force.js';
import { openPull } from './open-pull.js';
import { PlannedRunbookInvalid } from './planned-runbook-invalid.js';
import type { StoredRequest } from './request-store.js';

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
  const { inventory, policy } = config;
  const sources = await readSources(plan.runbook, client);
  const digests = new Map(sources.map(({ path, sha256 }) => [path, sha256]));
  const runbook = pinSources(plan.runbook, digests, findAction);
  const path = changePath(runbook.metadata.name, request.id, request.askedAt);
  const yaml = serializeRunbook(runbook);
  const lint = lintRunbook({ text: yaml, file: path, as: 'change', inventory, policy, findAction });
  if (!lint.ok)
    throw new PlannedRunbookInvalid(
      request.id,
      lint.problems.map(({ message, fr }) => ({ en: message, fr: fr.message })),
    );

  const assessment = assessRisk({ runbook, inventory, policy, findAction });
  const reach = reachOf(runbook, inventory, findAction);
  const required = requiredApprovals([{ ...assessment, ...reach }], fleetOf(inventory), policy);
  const title = pullRequestTitle(runbook.metadata.title, language);
  const mayNot = required.requesterMayApprove ? [] : [request.login];
  const body = (branch: string): string =>
    renderPullRequestBody({
      language,
      message: plan.message,
      ...(plan.notices === undefined ? {} : { notices: plan.notices }),
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
      sources,
      mergesItself: policy.merge === 'auto',
      nextCommand: `gh pr review ${branch} --repo ${request.repository} --approve`,
    });
  const pull = await openPull(
    branchName(request.id),
    { edits: [{ path, text: yaml }], message: commitMessage(title, request) },
    { title, body },
    client,
  );
  return { pull: pull.number, url: pull.url, path, created: pull.created };
}

/** The files that steps take along, as they are now; one that is not there stays unpinned, which the linter refuses. */
async function readSources(runbook: Runbook, { contents }: Pick<RepositoryClient, 'contents'>) {
  const paths = sourcesOf(runbook, findAction);
  if (paths.length === 0) return [];
  const { head } = await contents.defaultHead();
  const read = await Promise.all(
    paths.map(async (path) => {
      const blob = await contents.blobAt(head, path);
      return blob === undefined ? [] : [{ path, bytes: await contents.readBlob(blob) }];
    }),
  );
  return read.flat().map(({ path, bytes }) => ({
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    text: bytes.toString('utf8'),
  }));
}

function commitMessage(title: string, request: StoredRequest): string {
  return `${title}\n\nAsked for by ${request.login} in #${request.issue}. Merging this pull request runs it, once.\n`;
}
