import type { ModelUse } from '@chatops-commander/engine/planner/anthropic/create-anthropic-planner';
import { metricMeter } from '@temporalio/activity';

/** Counts what a request made the model do, beside Temporal's own metrics. To be called within an activity. */
export function countModelUse({ model, result, tokens, cost, milliseconds }: ModelUse): void {
  const count = (name: string, unit: string, about: string) => metricMeter.createCounter(name, unit, about);
  count('chatops_model_requests', 'requests', 'Requests that went to the model, by what they came to').add(1, {
    model,
    result,
  });
  const counted = count('chatops_model_tokens', 'tokens', 'Tokens billed, by kind');
  for (const [kind, number] of Object.entries(tokens)) if (number > 0) counted.add(number, { model, kind });
  if (cost > 0) count('chatops_model_cost_microdollars', 'microdollars', 'What they cost').add(cost, { model });
  metricMeter
    .createHistogram('chatops_model_request_latency', 'int', 'ms', 'From the first call to the plan')
    .record(Math.round(milliseconds), { model });
}
