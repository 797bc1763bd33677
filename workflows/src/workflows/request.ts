import { ApplicationFailure, proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { LookActivities, RequestActivities } from '../activities/request/request-activities.js';
import type { RequestInput } from '../contract.js';

const patient = { initialInterval: '500 milliseconds', maximumInterval: '15 seconds' } as const;
const { acknowledge, understand, propose, nudgeChange } = proxyActivities<RequestActivities>({
  startToCloseTimeout: '1 minute',
  retry: patient,
});
const { look, answerReading } = proxyActivities<LookActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '20 seconds',
  retry: patient,
});

/** A planner that keeps asking to look is stopped here. */
const mostRounds = 3;

/** One per comment: from words to an answer, a question, proposals, a refusal, or a pull request. It reads, and changes nothing. */
export async function request(input: RequestInput): Promise<string> {
  // the sign of having read it must not wait for the understanding, nor the other way round
  const [, first] = await Promise.all([acknowledge(input), understand(input, 0)]);
  for (let round = 0; round < mostRounds; round += 1) {
    const understanding = round === 0 ? first : await understand(input, round);
    switch (understanding.kind) {
      case 'ignore':
        return `ignored: ${understanding.because}`;
      case 'answered':
        return understanding.how;
      case 'look': {
        setCurrentDetails(`${understanding.title}: looking at ${understanding.servers.length} server(s)`);
        const seen = await look.executeWithOptions(
          { summary: `${understanding.title} on ${understanding.servers.slice(0, 3).join(', ')}`.slice(0, 190) },
          [input, round],
        );
        if (understanding.why === 'diagnose') break;
        await answerReading(input);
        return `read ${seen.servers} server(s), ${seen.troubled} with trouble`;
      }
      case 'propose': {
        setCurrentDetails(`Proposing: ${understanding.title}`);
        const { pull, url } = await propose(input);
        await nudgeChange(input, pull);
        return `proposed ${url}`;
      }
      default:
        return understanding satisfies never;
    }
  }
  throw ApplicationFailure.nonRetryable(
    `the planner asked to look ${mostRounds} times and came to no answer`,
    'PlannerDidNotEnd',
  );
}
