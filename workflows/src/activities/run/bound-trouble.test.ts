import { expect, it } from 'vitest';
import { boundTrouble } from './bound-trouble.js';

it('names 1,000 servers in trouble in less than Temporal warns of, however much each has to say', () => {
  const said = { en: 'x'.repeat(10_000), fr: 'y'.repeat(10_000) };
  const troubles = Array.from({ length: 1_000 }, (_, index) => ({
    server: `server-${index}`,
    step: 's',
    because: said,
  }));
  const bounded = boundTrouble(troubles);
  expect(bounded.map(({ server }) => server)).toEqual(troubles.map(({ server }) => server));
  expect(bounded[0]?.because.en).toMatch(/^x{499}…$/);
  expect(JSON.stringify(bounded).length).toBeLessThan(256 * 1024);
});
