import { asRecord } from '@chatops-commander/cli/demo/conversation';
import type { Delivery } from '@chatops-commander/devstack/github/webhook-sender';
import type { TestStack } from './test-stack.js';

type Payload = Readonly<Record<string, unknown>>;
/** Which delivery is meant. */
export interface About {
  readonly event: string;
  readonly action: string;
  /** Of an issue or a pull request. */
  readonly number?: number;
  /** Of a comment. */
  readonly comment?: number;
}
export interface Deliveries {
  /** The first one about this, made already or still to come, arrived or not. */
  of(about: About): Promise<Delivery & { readonly payload: Payload }>;
  /** What happens meanwhile reaches nobody. */
  whileAway<T>(happens: () => Promise<T>): Promise<T>;
}

/** What GitHub sent, or tried to. */
export function createDeliveries({ stack: { github } }: Pick<TestStack, 'stack'>): Deliveries {
  return {
    async of({ event, action, number, comment }) {
      const delivery = await github.waitForDelivery((each) => {
        if (each.event !== event || each.action !== action) return false;
        const payload = payloadOf(each);
        const subject = asRecord(payload.pull_request ?? payload.issue);
        return (
          (number === undefined || subject.number === number) &&
          (comment === undefined || asRecord(payload.comment).id === comment)
        );
      });
      return { ...delivery, payload: payloadOf(delivery) };
    },
    async whileAway(happens) {
      github.pauseWebhooks();
      try {
        return await happens();
      } finally {
        github.resumeWebhooks();
      }
    },
  };
}

const payloadOf = (delivery: Delivery): Payload => asRecord(JSON.parse(delivery.body));
