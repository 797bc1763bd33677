import { createRequire } from 'node:module';

const examples = createRequire(import.meta.url)('@octokit/webhooks-examples');
const example = (event, action) => {
  const { examples: all } = examples.find((one) => one.name === event);
  return all.find((one) => one.action === action);
};

/** GitHub's own examples, about these pull requests: what a busy pull request sends, four of each. */
export function payloadsAbout(pulls, repository) {
  const kinds = [
    ['pull_request', 'synchronize'],
    ['pull_request', 'review_requested'],
    ['pull_request_review', 'submitted'],
    ['pull_request', 'labeled'],
  ];
  return kinds.flatMap(([event, action]) =>
    pulls.map((number) => {
      const payload = structuredClone(example(event, action));
      payload.pull_request.number = number;
      payload.number = number;
      payload.repository.full_name = repository;
      return { event, text: JSON.stringify({ delivery: '', ...payload }) };
    }),
  );
}
