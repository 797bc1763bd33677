import { describe, expect, test } from 'vitest';
import { heldBecause, type StandingHold } from './held.js';

const hold = (pull: number | null): StandingHold => ({ pull, reason: 'disk swap', by: 'alice' });

describe('what keeps an approved change from running', () => {
  test.each([
    ['nothing', { readOnly: false }, undefined],
    ['no hold', { readOnly: false, holds: [] }, undefined],
    ['the setting, before any hold', { readOnly: true, holds: [hold(7)] }, 'CHATOPS_READ_ONLY'],
    [
      'a hold over everything, with the words that lift it',
      { readOnly: false, holds: [hold(null), hold(7)] },
      '`/ops unhold --all`',
    ],
    ['a hold of this pull request', { readOnly: false, holds: [hold(7)] }, '`/ops unhold`'],
    ['who and why', { readOnly: false, holds: [hold(7)] }, 'alice (disk swap)'],
  ])('%s', (_case, facts, said) => {
    const because = heldBecause(facts);
    if (said === undefined) expect(because).toBeUndefined();
    else {
      expect(because?.en).toContain(said);
      expect(because?.fr).toContain(said);
    }
  });
});
