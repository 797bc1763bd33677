import type { Json } from '@chatops-commander/engine/actions/action';
import type { ChangeDecision } from '@chatops-commander/engine/approval/change-decision';
import type { Records } from '@chatops-commander/engine/records/records';
import type { ChangeInput } from '../../contract.js';
import type { GitHubClients, RepositoryClient } from '../../github/repository-client.js';
import type { ConfigInForce, ConfigReader } from '../config-in-force.js';
import { permanentTrouble } from '../permanent-trouble.js';
import { tellMissingPermission } from '../tell-missing-permission.js';
import { acceptConfig } from './accept-config.js';
import type { ChangeActivities, ChangeStep } from './change-activities.js';
import { isPreviewed } from './checks-of.js';
import { decideLook } from './decide-look.js';
import { publishDecision } from './publish-decision.js';
import { readWordsNow, type WordsNow } from './words-now.js';
import { type ReadFacts, readChangeFacts } from './read-change-facts.js';
import { registerRuns, runsToStart } from './register-runs.js';
import { skipRun } from './skip-run.js';
import { tellPeople } from './tell-people.js';

export interface ChangeDeps {
  readonly github: GitHubClients;
  readonly config: ConfigReader;
  readonly records: Pick<
    Records,
    | 'acceptedFiles'
    | 'audit'
    | 'changeNotices'
    | 'confirmations'
    | 'emergencies'
    | 'holds'
    | 'installations'
    | 'previews'
    | 'requests'
    | 'runs'
    | 'unapprovedMerges'
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
  /** How the words that asked for it stand now. */
  readonly words: WordsNow;
}

/** Reads the pull request afresh, and the policy in force. */
export async function readNow(input: ChangeInput, deps: ChangeDeps): Promise<Omit<Look, 'decision' | 'words'>> {
  const [client, config] = await Promise.all([deps.github.of(input.repository), deps.config.inForce(input.repository)]);
  return { input, client, config, read: await readChangeFacts(input, client, config, deps.records, deps.readOnly) };
}

/** The change workflow's activities. Each effect may be carried out again: find-or-create, or recorded once. */
export function createChangeActivities(deps: ChangeDeps): ChangeActivities {
  const { records } = deps;
  return {
    async lookAtChange(input) {
      try {
        return await lookOnce(input);
      } catch (error) {
        // shown in Temporal, and looked at again when somebody does something about it or the timer comes
        const trouble = permanentTrouble(error);
        if (trouble === undefined) throw error;
        await tellMissingPermission(error, input.pull, await deps.github.of(input.repository));
        return { kind: 'wait', because: trouble.problem.en };
      }
    },
    skipRun: (run, after) => skipRun(run, after, deps),
  };

  async function lookOnce(input: ChangeInput): Promise<ChangeStep> {
    const now = await readNow(input, deps);
    const decision = decideLook(now.read, now.config.policy);
    const origin = await records.requests.ofPull(input.repository, input.pull);
    const words =
      origin === undefined || now.read.facts.state !== 'open' ? 'as-asked' : await readWordsNow(origin, now.client);
    const look: Look = { ...now, decision, words };
    await records.audit.append({
      actor: 'chatops',
      kind: `change.${decision.kind}`,
      subject: `${input.repository}#${input.pull}`,
      data: {
        head: look.read.facts.head,
        state: look.read.facts.state,
        policy: look.config.policyDigest,
        inventory: look.config.inventoryDigest,
        ...groundsOf(decision),
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
    await tellPeople(look, origin?.language ?? 'en', records.changeNotices);
    const step = await nextStep(look, origin, records);
    return step.kind === 'wait' ? { ...step, ...(await missingPreview(look)) } : step;
  }

  /** A change that may run at this head is looked at once, by an activity of its own: servers may be slow. */
  async function missingPreview({ decision, read, input }: Look): Promise<{ preview: string } | undefined> {
    const { facts, changes } = read;
    if (facts.state !== 'open' || changes.length === 0 || !isPreviewed(decision)) return undefined;
    const taken = await records.previews.isTaken(input.repository, input.pull, facts.head);
    return taken ? undefined : { preview: facts.head };
  }
}

/** What a decision rests on, as an auditor asks: whose approvals, by which reviews, and in what emergency. */
function groundsOf(decision: ChangeDecision): { readonly [name: string]: Json } {
  if (!('approvers' in decision)) return {};
  const approvals = decision.approvers.map(({ login, by, review }) => ({ login, by, review: review ?? null }));
  const emergency = 'emergency' in decision ? decision.emergency : undefined;
  return { approvals, ...(emergency && { emergency: { ...emergency } }) };
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
      return { kind: 'wait', because: decision.kind, ...(decision.until && { until: decision.until }) };
    case 'expire':
      await client.pulls.close(input.pull);
      await records.changeNotices.remember({ ...input, kind: 'closed-for-age', head: read.facts.head });
      return { kind: 'end', because: `closed after ${decision.after} without a merge` };
    case 'library':
    case 'ask-stale':
    case 'await-approval':
    case 'ready-to-merge':
      return { kind: 'wait', because: decision.kind };
    default:
      return decision satisfies never;
  }
}
