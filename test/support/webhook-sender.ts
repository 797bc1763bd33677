import { createHmac, randomUUID } from 'node:crypto';
import type { TestStack } from './test-stack.js';

export interface SentWebhook {
  readonly event: string;
  readonly payload: unknown;
  /** X-GitHub-Delivery; one of its own when absent. */
  readonly id?: string;
  /** Signs with another secret than the app's. */
  readonly secret?: string;
  /** Sent as it is, or with '' not at all, in place of a right one. */
  readonly signature?: string;
}

/** Sends the app what somebody sends who can reach it, and who may know its secret. Gives the HTTP status. */
export async function sendWebhook(
  { stack }: Pick<TestStack, 'stack'>,
  { event, payload, id = randomUUID(), secret = stack.github.app.webhookSecret, signature }: SentWebhook,
): Promise<number> {
  const body = JSON.stringify(payload);
  const signed = signature ?? `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  const response = await fetch(`http://127.0.0.1:${stack.app.port}/api/github/webhooks`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': id,
      ...(signed === '' ? {} : { 'x-hub-signature-256': signed }),
    },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}
