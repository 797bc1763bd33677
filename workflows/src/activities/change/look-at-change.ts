import type { ChangeDecision } from '@chatops-commander/engine/approval/change-decision';
import { decideChange } from '@chatops-commander/engine/approval/decide-change';
import type { Records } from '@chatops-commander/engine/records/records';
import type { ChangeInput, RunResult } from '../../contract.js';
import type { GitHubClients, RepositoryClient } from '../../github/repository-client.js';
import type { ConfigInForce, ConfigReader } from '../config-in-force.js';
import { acceptConfig } from './accept-config.js';
import type { ChangeActivities, ChangeStep } from './change-activities.js';
import { publishDecision } from './publish-decision.js';
import { type ReadFacts, readChangeFacts } from './read-change-facts.js';
import { registerRuns, runsToStart } from './register-runs.js';

export interface ChangeDeps {
  readonly github: GitHubClients;
  readonly config: ConfigReader;
  readonly records: Pick<
    Records,
    'acceptedFiles' | 'audit' | 'confirmations' | 'installations' | 'requests' | 'runs' | 'unapprovedMerges'
  >;
  readonly readOnly: boolean;
}
/** One look: what was found, and what it means. */
export interface Look {
  readonly input: ChangeInput;
  readonly client: RepositoryClient;
  readonly config: ConfigInForce;
  readonly read: ReadFacts;
  readonly decision: ChangeDecision;
}

/** Reads the pull request afresh, and the policy in force. */
export async function readNow(input: ChangeInput, deps: ChangeDeps): Promise<Omit<Look, 'decision'>> {
  const [client, config] = await Promise.all([deps.github.of(input.repository), deps.config.inForce(input.repository)]);
  return { input, client, config, read: await readChangeFacts(input, client, config, deps.records, deps.readOnly) };
}

/** The change workflow's activities. Each effect may be carried out again: find-or-create, or recorded once. */
export function createChangeActivities(deps: ChangeDeps): ChangeActivities {
  const { records } = deps;
  return {
    async lookAtChange(input): Promise<ChangeStep> {
      const now = await readNow(input, deps);
      const decision = decideChange(now.read.facts, now.config.policy);
      const look: Look = { ...now, decision };
      const origin = await records.requests.ofPull(input.repository, input.pull);
      await records.audit.append({
        actor: 'chatops',
        kind: `change.${decision.kind}`,
        subject: `${input.repository}#${input.pull}`,
        data: {
          head: look.read.facts.head,
          state: look.read.facts.state,
          policy: look.config.policyDigest,
          inventory: look.config.inventoryDigest,
        },
        key: `change:${input.repository}#${input.pull}:${look.read.facts.head}:${look.read.facts.state}:${decision.kind}`,
      });
      if (decision.kind === 'unapproved-merge' && look.read.facts.merge !== undefined) {
        await records.unapprovedMerges.remember({
          ...input,
          mergeCommit: look.read.facts.merge.commit,
          missing: decision.missing,
        });
      }
      if (decision.kind === 'accept-config') await acceptConfig(look, decision, records);
      await publishDecision(look, origin);
      return await nextStep(look, origin, records);
    },

    async skipRun(runId, after: RunResult) {
      const run = await records.runs.get(runId);
      if (run === undefined) return;
      const because = `${after.runId}, which comes before it in the same pull request, ended as ${after.state}`;
      await records.runs.finish({ runId, attempt: run.attempt, state: 'cancelled', summary: { because } });
      await records.audit.append({
        actor: 'chatops',
        kind: 'run.skipped',
        subject: runId,
        data: { because },
        key: `run.skipped:${runId}:${run.attempt}`,
      });
    },
  };
}

type Origin = Awaited<ReturnType<Records['requests']['ofPull']>>;

async function nextStep(look: Look, origin: Origin, records: ChangeDeps['records']): Promise<ChangeStep> {
  const { decision, input, client, config, read } = look;
  switch (decision.kind) {
    case 'run':
      await registerRuns(
        input,
        decision,
        read.changes,
        {
          requester: origin?.login ?? read.facts.changes[0]?.requester,
          issue: origin?.issue,
          language: origin?.language ?? 'en',
        },
        config,
        records.runs,
      );
      return await runsToStart(input, decision.files, records.runs);
    case 'already-ran':
      return await runsToStart(input, decision.files, records.runs);
    case 'merge': {
      const merged = await client.pulls.merge(input.pull, decision.head);
      return merged
        ? { kind: 'again', because: 'merged' }
        : { kind: 'wait', because: 'GitHub did not merge it; the head may have moved, or a check is missing' };
    }
    case 'ignore':
    case 'closed':
    case 'already-accepted':
    case 'accept-config':
      return { kind: 'end', because: decision.kind };
    case 'unapproved-merge':
    case 'reject-config':
    case 'changed-since-approval':
      return { kind: 'end', because: `${decision.kind}: nothing runs` };
    case 'refuse':
    case 'lint-failed':
      return read.facts.state === 'open'
        ? { kind: 'wait', because: decision.kind }
        : { kind: 'end', because: `${decision.kind}: nothing runs` };
    case 'held':
    case 'ask-stale':
    case 'await-approval':
    case 'ready-to-merge':
      return { kind: 'wait', because: decision.kind };
    default:
      return decision satisfies never;
  }
}
