import type { Hold } from '@chatops-commander/engine/records/holds';
import { describe, expect, it } from 'vitest';
import { createChangeDoor } from './change-door.js';

const door = (options: { readonly readOnly?: boolean; readonly holds?: readonly Partial<Hold>[] }) =>
  createChangeDoor({
    readOnly: options.readOnly ?? false,
    // only these are looked at here
    holds: {
      standing: async (repository, pull) => {
        expect([repository, pull]).toEqual(['acme/ops', undefined]);
        return (options.holds ?? []) as readonly Hold[];
      },
    },
  });

describe('the door before each change', () => {
  it('is open', async () => {
    await expect(door({})('acme/ops')).resolves.toBeUndefined();
  });
  it.each([
    ['the setting', { readOnly: true }, 'CHATOPS_READ_ONLY'],
    ['a hold over everything', { holds: [{ pull: null, reason: 'fire', by: 'chloe' }] }, 'chloe (fire)'],
  ])('is closed by %s, and says so', async (_case, options, said) => {
    expect((await door(options)('acme/ops'))?.en).toContain(said);
  });
});
