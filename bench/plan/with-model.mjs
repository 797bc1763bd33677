import { setTimeout as pause } from 'node:timers/promises';
import { says } from '../../devstack/dist/model/answers.js';
import { startModelServer } from '../../devstack/dist/model/start-model-server.js';
import { distribution } from '../distribution.mjs';
import { startBenchStack } from '../overhead/bench-stack.mjs';

const ANSWERS_AFTER_MS = 2_000;
/** GitHub lets an app write 80 contents a minute, and we keep to it: a request writes about five. */
const REQUESTS = 10;
/** Milliseconds from the comment to its pull request, with a model that answers in two seconds. */
export const WHOLE_REQUEST_GOAL_MS = 3_000;

/** What the model answers: a runbook of the library for the one server of the bench. */
const answer = {
  kind: 'runbook',
  message: { en: 'I stamp the clock.', fr: "J'horodate." },
  picks: [{ template: 'runbooks/stamp-clock.yaml', servers: ['db-01'], inputs: [] }],
};

/** Requests planned by a model that takes two seconds, from the comment to the pull request, as GitHub sees them. */
export async function wholeRequests() {
  const model = await startModelServer();
  model.otherwise(async (response, call) => {
    await pause(ANSWERS_AFTER_MS);
    says(answer)(response, call);
  });
  let stack;
  try {
    stack = await startBenchStack({
      model: { apiKey: 'sk-ant-bench', baseUrl: model.url, model: 'made-up', dailyBudget: 500, prices: undefined },
    });
    const taken = [];
    for (let request = 0; request <= REQUESTS; request += 1) {
      const asked = model.calls.length;
      const { pull, ms } = await stack.ask(await stack.openIssue(), 'please stamp the clock, would you');
      const calls = model.calls.length - asked;
      if (calls !== 1)
        throw new Error(`a request was planned with ${calls} calls of the model; one was to be measured`);
      // the first one opens the stack's connections and compiles what all others find
      if (request > 0) taken.push(ms);
      await stack.close(pull);
    }
    return distribution(taken);
  } finally {
    await stack?.stop();
    await model.close();
  }
}
