import { createHash } from 'node:crypto';

/** A webhook delivery as it arrived, before anything of it is believed. */
export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly body: Buffer;
  readonly signature: string;
}
/** Where deliveries are recorded, so that the same one again is known, and one that was not finished is taken up. */
export interface DeliveryLog {
  recordDelivery(
    delivery: RecordedDelivery & { readonly verified: boolean },
  ): Promise<'new' | 'duplicate' | 'unfinished'>;
  markHandled(delivery: RecordedDelivery): Promise<void>;
}
export interface RecordedDelivery {
  readonly id: string;
  readonly event: string;
  readonly bodyDigest: string;
}

/** Hexadecimal sha256. */
export const digestOf = (body: Buffer): string => createHash('sha256').update(body).digest('hex');
