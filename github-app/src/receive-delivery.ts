import { type Delivery, type DeliveryLog, digestOf } from './deliveries.js';

export interface DeliveryEffects {
  /** Whether the signature is the body's, under our secret; compared in constant time. */
  verify(body: string, signature: string): Promise<boolean>;
  readonly log: DeliveryLog;
  /** Starts or signals workflows, nothing else; safe to call twice. */
  handle(delivery: { id: string; name: string; payload: unknown }): Promise<void>;
}
export type Answer = { readonly status: 200 | 202 | 400 | 401; readonly text: string };

/**
 * Verifies, records, hands over, answers. A delivery that failed on its way to Temporal stays unhandled on record,
 * so that the same one redelivered is handled then; the sweep finds it sooner.
 *
 * @throws what the log or the handler throws: the caller answers 503, and GitHub shows the delivery as failed.
 */
export async function receiveDelivery(delivery: Delivery, effects: DeliveryEffects): Promise<Answer> {
  const body = delivery.body.toString('utf8');
  const verified = delivery.signature !== '' && (await effects.verify(body, delivery.signature));
  const recorded = { id: delivery.id, event: delivery.event, bodyDigest: digestOf(delivery.body) };
  const known = await effects.log.recordDelivery({ ...recorded, verified });
  if (!verified) return { status: 401, text: 'the signature is not of this body under the webhook secret' };
  if (known === 'duplicate') return { status: 200, text: 'known' };
  const payload = parse(body);
  if (payload === undefined) return { status: 400, text: 'the body is not JSON' };
  await effects.handle({ id: delivery.id, name: delivery.event, payload });
  await effects.log.markHandled(recorded);
  return { status: 202, text: 'taken' };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
