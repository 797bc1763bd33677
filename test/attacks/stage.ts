import { asRecord } from '@chatops-commander/cli/demo/conversation';
import { sampleRoles } from '@chatops-commander/cli/dev/sample-people';
import { starterPolicy } from '@chatops-commander/cli/init/starter-policy';
import { expect } from 'vitest';
import { startOwnWorker } from '../support/own-worker.js';
import { createPulls, type OpenedPull, type Pulls } from '../support/pulls.js';
import { type Relay, startRelay } from '../support/relay-to-github.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createTrace, type Trace } from '../support/traces.js';
import { createWorkflowView, type WorkflowView } from '../support/workflow-view.js';

/** Bruno is an operator as long as he is in a team, Alice by name. */
export const policy = starterPolicy(sampleRoles).replace(
  'operator: { users: [alice, bruno] }',
  'operator: { users: [alice], teams: [acme/oncall] }',
);

/** A change of high risk that is attacked: its branch, its file, and the trace that its runs leave on a server. */
export interface Attempt {
  readonly branch: string;
  readonly path: string;
  readonly trace: Trace;
  /** Alice's pull request, with the harmless file. */
  open(): Promise<OpenedPull>;
}
export interface AttackStage {
  readonly test: TestStack;
  readonly relay: Relay;
  readonly pulls: Pulls;
  readonly workflows: WorkflowView;
  /** Of the API. */
  readonly api: string;
  /** Who is in the team now. */
  setOnCall(logins: readonly string[]): void;
  attempt(): Promise<Attempt>;
  runsOf(pull: number): ReturnType<TestStack['stack']['records']['runs']['runsOfPull']>;
  /** All that the app says there, once it has looked at it as it is now. */
  verdict(pull: number): Promise<string>;
  expectNothingRan(pull: number, trace: Trace): Promise<void>;
  /** What GitHub says of one pull request, changed, until the returned function is called. */
  tellOtherwise(pull: number, change: (body: Record<string, unknown>) => Record<string, unknown>): () => void;
}

/** The whole product, with a worker whose way to GitHub somebody sits on. */
export async function startAttackStage(): Promise<AttackStage> {
  const test = await startTestStack({ worker: false, files: { '.chatops/policy.yaml': policy } });
  const { stack, conversation } = test;
  const api = `/repos/${stack.repository}`;
  const relay = await startRelay(test);
  let onCall: readonly string[] = ['bruno'];
  relay.interfere({
    matches: ({ path }) => path.startsWith('/orgs/acme/teams/oncall/memberships/'),
    answer: (_answer, { path }) =>
      onCall.some((login) => path.endsWith(`/${login}`))
        ? { status: 200, body: { state: 'active', role: 'member' } }
        : { status: 404, body: { message: 'Not Found' } },
  });
  await startOwnWorker(test, { githubUrl: relay.url });
  const pulls = createPulls(test);
  const workflows = createWorkflowView(test);
  const runsOf = (pull: number) => stack.records.runs.runsOfPull(stack.repository, pull);
  let attempts = 0;
  return {
    test,
    relay,
    pulls,
    workflows,
    api,
    setOnCall: (logins) => {
      onCall = logins;
    },
    async attempt() {
      attempts += 1;
      onCall = ['bruno'];
      const branch = `attack-${attempts}`;
      const path = `changes/${branch}.yaml`;
      const trace = await createTrace(test);
      return { branch, path, trace, open: () => pulls.open(test.alice, branch, { [path]: trace.runbook(branch) }) };
    },
    runsOf,
    async verdict(pull) {
      await workflows.judged(pull);
      const said = (await conversation.comments(pull)).filter((comment) => comment.login === test.bot);
      return said.map((comment) => comment.body).join('\n\n');
    },
    async expectNothingRan(pull, trace) {
      await workflows.judged(pull);
      expect(await trace.executed()).toEqual([]);
      expect(await runsOf(pull)).toEqual([]);
    },
    tellOtherwise: (pull, change) =>
      relay.interfere({
        matches: ({ method, path }) => method === 'GET' && path === `${api}/pulls/${pull}`,
        answer: ({ status, body }) => ({ status, body: change(asRecord(body)) }),
      }),
  };
}
