import { asRecord } from '@chatops-commander/cli/demo/conversation';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Attempt, type AttackStage, startAttackStage } from './stage.js';

// Each attack was seen to succeed with what is named above it taken out, all of it where several guards are named, unless it
// says otherwise.

let stage: AttackStage;
let attempt: Attempt;
beforeAll(async () => {
  stage = await startAttackStage();
});
afterAll(() => stage.test.stop());
beforeEach(async () => {
  attempt = await stage.attempt();
});

/** GitHub tells of one more approval of this head, by somebody. */
const approvedBy = (pull: number, login: string, commit: string): (() => void) =>
  stage.relay.interfere({
    matches: ({ method, path }) => method === 'GET' && path.startsWith(`${stage.api}/pulls/${pull}/reviews`),
    answer: ({ status, body }) => ({
      status,
      body: [
        ...(Array.isArray(body) ? body : []),
        {
          id: 900_000 + pull,
          user: { login, type: 'User' },
          state: 'APPROVED',
          commit_id: commit,
          submitted_at: '2020-01-01T00:00:00Z',
          body: '',
        },
      ],
    }),
  });

describe('the second person who is none', () => {
  // guard: who wrote a commit or asked may not approve, whatever the letters' case (engine/src/approval/logins.ts)
  it('the author in capitals', async () => {
    const { test } = stage;
    const { number, head } = await attempt.open();
    const undo = approvedBy(number, 'ALICE', head);
    await test.conversation.merge(test.alice, number);
    await stage.expectNothingRan(number, attempt.trace);
    undo();
  });

  // guard: logins are compared letter by letter, only ASCII capitals folded (engine/src/approval/logins.ts)
  it.each([
    ['an accent', 'chloé'],
    ['a full-width letter', 'ｃhloe'],
    ['a Cyrillic letter', 'сhloe'],
    ['an invisible character', 'chl\u200Boe'],
  ])('a login that looks like that of an admin: %s', async (_case, login) => {
    const { test } = stage;
    const { number, head } = await attempt.open();
    const undo = approvedBy(number, login, head);
    await test.conversation.merge(test.alice, number);
    await stage.expectNothingRan(number, attempt.trace);
    undo();
  });

  // guards: a bot's review never counts (engine/src/approval/count-approvals.ts), and no role names one; the first alone
  // taken out, the second still holds: not seen to succeed
  it("the app itself, whose token somebody else's workflow got hold of", async () => {
    const { test, api } = stage;
    const { number } = await attempt.open();
    const app = await test.stack.github.asApp();
    const review = await app.request('POST', `${api}/pulls/${number}/reviews`, { event: 'APPROVE' });
    expect(review.status).toBe(200);
    await test.conversation.merge(test.alice, number);
    await stage.expectNothingRan(number, attempt.trace);
  });

  // guards: who asked is read from the records, and who pushed from GitHub, not from the file (read-change-facts.ts);
  // either holds alone
  it("the requester, who signs the app's own pull request over to somebody else", async () => {
    const { test, pulls } = stage;
    const issue = await test.conversation.openIssue(test.alice, 'Stop it');
    const { id } = await test.conversation.say(test.alice, issue, '/ops arrête le site');
    const [, number] = /\/pull\/(\d+)/.exec((await stage.workflows.answered(issue, id)) ?? '') ?? [];
    const pull = Number(number);
    const { ref } = asRecord((await test.conversation.pull(pull)).head);
    const { body } = await test.alice.request('GET', `${stage.api}/pulls/${pull}/files`);
    const [file] = Array.isArray(body) ? body : [];
    const path = String(asRecord(file).filename);
    const written = await test.alice.request('GET', `${stage.api}/contents/${path}?ref=${String(ref)}`);
    const text = Buffer.from(String(asRecord(written.body).content), 'base64').toString('utf8');
    expect(text).toContain('requester: alice');
    await pulls.push(test.alice, String(ref), { [path]: text.replace('requester: alice', 'requester: eve') });
    await test.conversation.approve(test.alice, pull);
    await test.conversation.merge(test.alice, pull);
    await stage.expectNothingRan(pull, attempt.trace);
  });

  // guard: a machine that is not ours hides who asked (engine/src/approval/change-makers.ts)
  it('whoever had another bot open the pull request, and names somebody else in the file', async () => {
    const { test, pulls } = stage;
    const { branch, path, trace } = attempt;
    const { number } = await pulls.open(test.alice, branch, { [path]: trace.runbook(branch) });
    const undo = stage.tellOtherwise(number, (pull) => ({ ...pull, user: { login: 'helper[bot]', type: 'Bot' } }));
    await test.conversation.approve(test.bruno, number);
    await test.conversation.merge(test.bruno, number);
    await stage.expectNothingRan(number, trace);
    undo();
  });
});

describe('a fork', () => {
  // guards: a fork's changes never run (decide-change.ts), and nobody says who pushed there (change-makers.ts); either
  // holds alone
  it.each([
    ['of a stranger', { full_name: 'mallory/ops' }],
    ['that was deleted since', null],
  ])('%s, approved and merged: nothing runs, nothing is looked at', async (_case, repo) => {
    const { test } = stage;
    test.stack.github.pauseWebhooks();
    const { number } = await attempt.open();
    const undo = stage.tellOtherwise(number, (pull) => ({ ...pull, head: { ...asRecord(pull.head), repo } }));
    test.stack.github.resumeWebhooks();
    expect(await stage.verdict(number)).toContain('fork');
    await test.conversation.approve(test.bruno, number);
    await test.conversation.merge(test.chloe, number);
    await stage.expectNothingRan(number, attempt.trace);
    undo();
  });
});

describe('a team', () => {
  // guard: roles are read at each look, not kept from when the review was written (workflows/src/activities/role-reader.ts)
  it('left after the approval', async () => {
    const { test } = stage;
    const { number } = await attempt.open();
    await test.conversation.approve(test.bruno, number);
    expect(await stage.verdict(number)).toContain('Merge it, and I run it');
    stage.setOnCall([]);
    await test.conversation.merge(test.alice, number);
    await stage.expectNothingRan(number, attempt.trace);
  });

  // guard: a merge that lacked its approvals stays one (engine/src/approval/decide-merged.ts)
  it('joined after the merge', async () => {
    const { test } = stage;
    stage.setOnCall([]);
    const { number } = await attempt.open();
    await test.conversation.approve(test.bruno, number);
    await test.conversation.merge(test.alice, number);
    await stage.expectNothingRan(number, attempt.trace);
    stage.setOnCall(['bruno']);
    await stage.expectNothingRan(number, attempt.trace);
  });

  // guard: what cannot be read denies (workflows/src/github/people.ts)
  it('whose members GitHub does not tell', async () => {
    const { test, relay } = stage;
    const { number } = await attempt.open();
    const undo = relay.interfere({
      matches: ({ path }) => path.includes('/memberships/'),
      answer: () => ({ status: 200, body: { state: 'pending', role: 'member' } }),
    });
    await test.conversation.approve(test.bruno, number);
    await test.conversation.merge(test.alice, number);
    await stage.expectNothingRan(number, attempt.trace);
    undo();
  });
});
