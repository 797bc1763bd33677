import { sampleRoles } from '@chatops-commander/cli/dev/sample-people';
import { starterPolicy } from '@chatops-commander/cli/init/starter-policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { createPulls, type Pulls } from '../support/pulls.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { createTrace } from '../support/traces.js';
import { createWorkflowView, type WorkflowView } from '../support/workflow-view.js';

/** web-02 is in staging, which is frozen; db-01 is in production, and needs an admin. */
const policy = `${starterPolicy(sampleRoles)}  remindAfter: 1s
  closeAfter: 10s
rules:
  - name: databases
    when: { tags: { role: db }, risk: medium }
    require: { admins: 1 }
freezes:
  - { name: long winter, from: "2020-01-01 00:00", until: "2099-01-01 00:00", timeZone: Europe/Paris, environments: [staging] }
emergency: { role: operator, approvals: 1 }
`;

let test: TestStack;
let pulls: Pulls;
let workflows: WorkflowView;
beforeAll(async () => {
  test = await startTestStack({ files: { '.chatops/policy.yaml': policy } });
  pulls = createPulls(test);
  workflows = createWorkflowView(test);
});
afterAll(() => test.stop());

const verdict = async (pull: number): Promise<string> => {
  await workflows.judged(pull);
  const said = (await test.conversation.comments(pull)).filter((comment) => comment.login === test.bot);
  return said.map((comment) => comment.body).join('\n\n');
};
const open = async (server: string, name: string) => {
  const trace = await createTrace(test, server);
  return { trace, ...(await pulls.open(test.alice, name, { [`changes/${name}.yaml`]: trace.runbook(name) })) };
};
const succeeded = (pull: number) =>
  test.conversation.until('the report', async () =>
    (await test.conversation.comments(pull)).find((comment) => comment.body.includes('✅')),
  );

describe('a rule of the policy', () => {
  it('asks for an admin where its tags hold, and is named', async () => {
    const { trace, number } = await open('db-01', 'by-rule');
    await test.conversation.approve(test.bruno, number);
    const said = await verdict(number);
    expect(said).toMatch(/one more approval from an admin[^\n]*chloe/);
    expect(said).toContain('`databases`');
    await test.conversation.approve(test.chloe, number);
    expect(await verdict(number)).toContain('Merge it, and I run it');
    await test.conversation.merge(test.alice, number);
    await succeeded(number);
    expect(await trace.executed()).toEqual(['by-rule']);
  });

  it('holds for a merge, too: without the admin nothing runs', async () => {
    const { trace, number } = await open('db-01', 'by-no-admin');
    await test.conversation.merge(test.bruno, number);
    expect(await verdict(number)).toMatch(/ran nothing[\s\S]*approval from an admin/);
    expect(await trace.executed()).toEqual([]);
  });
});

describe('a freeze', () => {
  it('holds what is approved and merged', async () => {
    const { trace, number } = await open('web-02', 'in-the-freeze');
    await test.conversation.approve(test.bruno, number);
    expect(await verdict(number)).toMatch(/long winter[\s\S]*2099-01-01 00:00 \(Europe\/Paris\)[\s\S]*\/ops emergency/);
    await test.conversation.merge(test.alice, number);
    expect(await verdict(number)).toContain('long winter');
    expect(await trace.executed()).toEqual([]);
  });

  it('is passed in an emergency, with one more approval, and that is said loudly', async () => {
    const { trace, number } = await open('web-02', 'urgent');
    await test.conversation.approve(test.bruno, number);
    const said = await test.conversation.say(test.alice, number, '/ops emergency nobody can pay');
    expect(await workflows.answered(number, said.id)).toBe('emergency');
    expect(await verdict(number)).toMatch(/EMERGENCY[\s\S]*`alice`[\s\S]*nobody can pay[\s\S]*one more approval/);
    await test.conversation.approve(test.chloe, number);
    expect(await verdict(number)).toMatch(/EMERGENCY[\s\S]*Merge it, and I run it/);
    await test.conversation.merge(test.alice, number);
    await succeeded(number);
    expect(await trace.executed()).toEqual(['urgent']);
    const entries = await test.stack.records.audit.about(`${test.stack.repository}#${number}`, 50);
    const run = entries.find((entry) => entry.kind === 'change.run');
    expect(run?.data).toMatchObject({
      emergency: { login: 'alice', reason: 'nobody can pay' },
      approvals: [
        { login: 'bruno', by: 'review', review: expect.any(Number) },
        { login: 'chloe', by: 'review', review: expect.any(Number) },
      ],
    });
  });

  it('is not passed in an emergency declared by somebody without a role', async () => {
    const { trace, number } = await open('web-02', 'urgent-for-eve');
    await test.conversation.approve(test.bruno, number);
    await test.conversation.approve(test.chloe, number);
    const said = await test.conversation.say(test.eve, number, '/ops emergency let me in');
    await workflows.answered(number, said.id);
    await test.conversation.merge(test.alice, number);
    expect(await verdict(number)).not.toContain('EMERGENCY');
    expect(await trace.executed()).toEqual([]);
  });
});

describe('people are told', () => {
  it('reviewers are asked by name, and reminded once', async () => {
    const { number } = await open('web-01', 'waits');
    await test.conversation.until('the reminder', async () =>
      (await verdict(number)).includes('⏰') ? true : undefined,
    );
    await workflows.judged(number);
    const reminders = (await test.conversation.comments(number)).filter(({ body }) => body.includes('⏰'));
    expect(reminders).toHaveLength(1);
    expect(reminders[0]?.body).toMatch(/@bruno @chloe|@bruno/);
    expect(reminders[0]?.body).not.toContain('@alice');
    const asked = (await test.conversation.pull(number)).requested_reviewers;
    expect(Array.isArray(asked) ? asked.map((one) => Object(one).login).sort() : []).toEqual(['bruno', 'chloe']);
  });

  it('an edit of the request shows, and what nobody merges is closed, once', async () => {
    const issue = await test.conversation.openIssue(test.alice, 'Stop it');
    const said = await test.conversation.say(test.alice, issue, '/ops stop the site');
    await workflows.answered(issue, said.id);
    const number = await test.conversation.until('the pull request', async () => {
      const link = (await test.conversation.comments(issue)).map(({ body }) => /\/pull\/(\d+)/.exec(body)?.[1]);
      return link.find((found) => found !== undefined);
    });
    const api = `/repos/${test.stack.repository}`;
    await test.alice.request('PATCH', `${api}/issues/comments/${said.id}`, { body: '/ops stop the database' });
    expect(await verdict(Number(number))).toMatch(/edited after I read it[\s\S]*stop the site/);
    const state = async () => (await test.conversation.pull(Number(number))).state;
    await test.conversation.until('its closing', async () => {
      await workflows.judged(Number(number));
      return (await state()) === 'closed' ? true : undefined;
    });
    expect(await verdict(Number(number))).toContain('Nobody merged this within 10s');
    await test.alice.request('PATCH', `${api}/pulls/${number}`, { state: 'open' });
    expect(await verdict(Number(number))).toContain('still needs');
    expect(await state()).toBe('open');
  });
});

describe('what would be loosened is named', () => {
  it('of the policy', async () => {
    const loose = policy.replace('operator: { users: [alice, bruno] }', 'operator: { users: [alice, bruno, eve] }');
    const { number } = await pulls.open(test.alice, 'loose-policy', {
      '.chatops/policy.yaml': loose,
    });
    const said = await verdict(number);
    expect(said).toMatch(/would loosen[\s\S]*the role operator for `eve`/);
  });

  it('of the library, which is linted on its lines', async () => {
    const path = 'runbooks/mine.yaml';
    const { number, head } = await pulls.open(test.alice, 'library', {
      [path]: 'apiVersion: chatops-commander/v1\nkind: Runbok\n',
    });
    expect(await verdict(number)).toContain('cannot be used');
    expect((await pulls.checks(head)).get('chatops / lint')).toMatchObject({
      conclusion: 'failure',
      annotations: expect.arrayContaining([expect.objectContaining({ path })]),
    });
  });
});

describe('owners of servers', () => {
  it('have to approve what alters them, whatever role they have', async () => {
    const path = '.chatops/inventory.yaml';
    const api = `/repos/${test.stack.repository}`;
    const { body } = await test.alice.request('GET', `${api}/contents/${path}`);
    const text = Buffer.from(String(Object(body).content), 'base64').toString('utf8');
    const inventory = Object(parse(text));
    inventory.servers['web-01'].owners = ['@eve'];
    const config = await pulls.open(test.alice, 'owners', { [path]: stringify(inventory) });
    expect(await verdict(config.number)).toMatch(/would loosen[\s\S]*`web-01`: other owners \(`eve`\)/);
    await test.conversation.approve(test.chloe, config.number);
    await test.conversation.merge(test.alice, config.number);
    expect(await verdict(config.number)).toContain('In force from now on');

    const { trace, number } = await open('web-01', 'owned');
    await test.conversation.approve(test.bruno, number);
    expect(await verdict(number)).toMatch(/an approval from an owner of web-01[^\n]*: eve/);
    await test.conversation.approve(test.eve, number);
    expect(await verdict(number)).toContain('Merge it, and I run it');
    await test.conversation.merge(test.alice, number);
    await succeeded(number);
    expect(await trace.executed()).toEqual(['owned']);
  });
});
