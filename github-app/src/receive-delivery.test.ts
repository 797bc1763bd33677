import { describe, expect, it } from 'vitest';
import { digestOf } from './deliveries.js';
import { type DeliveryEffects, receiveDelivery } from './receive-delivery.js';

/** A log in memory with the contract of the real one, which has its own tests. */
function stage(signature = 'good') {
  const recorded: { id: string; verified: boolean; handled: boolean }[] = [];
  const handled: { id: string; name: string; payload: unknown }[] = [];
  let breaks = false;
  const effects: DeliveryEffects = {
    verify: async (_body, given) => given === signature,
    log: {
      async recordDelivery({ id, verified }) {
        const known = recorded.find((one) => one.id === id && one.verified && verified);
        if (known !== undefined) return known.handled ? 'duplicate' : 'unfinished';
        recorded.push({ id, verified, handled: false });
        return 'new';
      },
      async markHandled({ id }) {
        for (const one of recorded) if (one.id === id && one.verified) one.handled = true;
      },
    },
    async handle(delivery) {
      if (breaks) throw new Error('Temporal is away');
      handled.push(delivery);
    },
  };
  return { effects, recorded, handled, break: (now: boolean) => (breaks = now) };
}
const delivery = (changes: { id?: string; signature?: string; body?: string } = {}) => ({
  id: changes.id ?? 'd-1',
  event: 'issue_comment',
  body: Buffer.from(changes.body ?? '{"action":"created"}'),
  signature: changes.signature ?? 'good',
});

describe('receiveDelivery', () => {
  it('hands a well-signed delivery over, once, however often it comes', async () => {
    const { effects, handled } = stage();
    const statuses = [];
    for (let time = 0; time < 5; time += 1) statuses.push((await receiveDelivery(delivery(), effects)).status);
    expect(statuses).toEqual([202, 200, 200, 200, 200]);
    expect(handled).toEqual([{ id: 'd-1', name: 'issue_comment', payload: { action: 'created' } }]);
  });

  it.each([
    ['a wrong signature', 'bad'],
    ['no signature', ''],
  ])('answers 401 to %s, records it and starts nothing', async (_name, signature) => {
    const { effects, handled, recorded } = stage();
    expect((await receiveDelivery(delivery({ signature }), effects)).status).toBe(401);
    expect(handled).toEqual([]);
    expect(recorded).toEqual([{ id: 'd-1', verified: false, handled: false }]);
  });

  it('takes the true delivery after a forged one with its id', async () => {
    const { effects, handled } = stage();
    await receiveDelivery(delivery({ signature: 'bad' }), effects);
    expect((await receiveDelivery(delivery(), effects)).status).toBe(202);
    expect(handled).toHaveLength(1);
  });

  it('takes a delivery up again that broke on its way to Temporal', async () => {
    const { effects, handled, break: breakNow } = stage();
    breakNow(true);
    await expect(receiveDelivery(delivery(), effects)).rejects.toThrow('Temporal is away');
    breakNow(false);
    expect((await receiveDelivery(delivery(), effects)).status).toBe(202);
    expect(handled).toHaveLength(1);
  });

  it('answers 400 to a signed body that is not JSON', async () => {
    const { effects, handled } = stage();
    expect((await receiveDelivery(delivery({ body: '{' }), effects)).status).toBe(400);
    expect(handled).toEqual([]);
  });
});

describe('digestOf', () => {
  it('is the hexadecimal sha256 of the raw body', () => {
    expect(digestOf(Buffer.from('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
