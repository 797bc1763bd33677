import { parseRunbook } from '@chatops-commander/schemas';
import { describe, expect, it } from 'vitest';
import { indexInventory } from './indexes/inventory-index.js';
import { onceFor } from './thread/once-for.js';
import { libraryCatalog, planFor, sampleInventory, summarise } from './planner.fixture.js';
import type { CatalogEntry } from './planner.js';

const entry = (name: string, spec: string): CatalogEntry => ({
  path: `runbooks/${name}.yaml`,
  blob: '0'.repeat(40),
  runbook: parseRunbook(
    `apiVersion: chatops-commander/v1\nkind: Runbook\nmetadata: { name: ${name}, title: ${name} }\nspec:\n${spec}`,
    `${name}.yaml`,
  ),
});
const flush = entry(
  'flush-cache',
  `  triggers: { en: ["flush the varnish cache on {servers}"], fr: ["purge varnish sur {servers}"] }
  steps: [{ uses: shell.run, with: { argv: [varnishadm, ban, "req.url ~ ."] } }]
`,
);
const migrate = entry(
  'migrate-shop',
  `  inputs: { version: { type: string, required: true, description: { en: the version, fr: la version } } }
  triggers: { en: ["migrate the shop {version}"] }
  steps: [{ uses: shell.run, with: { argv: [migrate, "\${{ inputs.version }}"] } }]
`,
);
const cleanup = entry(
  'tidy-up',
  `  triggers: { en: ["big tidying on {servers}"] }
  steps: [{ uses: shell.run, with: { argv: [tidy] } }]
`,
);
const numbered = entry(
  'twenty-steps',
  `  triggers: { en: ["take twenty steps"], fr: ["fais vingt tours"] }
  steps: [{ uses: shell.run, with: { argv: ["true"] } }]
`,
);
const rash = entry(
  'rash',
  `  triggers: { en: ["{servers}", "{servers} is down"] }
  steps: [{ uses: shell.run, with: { argv: [reboot] } }]
`,
);
const plan = (text: string, ...entries: CatalogEntry[]) => planFor(text, { catalog: [...libraryCatalog, ...entries] });

describe('runbooks that a team adds', () => {
  it('are asked for in their own words, in any order', async () => {
    expect(summarise(await plan('on web-01 please flush varnish cache', flush))).toBe('flush-cache @ web-01');
    expect(summarise(await plan('purge varnish sur web-01', flush))).toBe('flush-cache @ web-01');
  });

  it('are found by numbers in words, as they stand in the trigger or in digits', async () => {
    expect(summarise(await plan('take twenty steps on web-01', numbered))).toBe('twenty-steps @ web-01');
    expect(summarise(await plan('take 20 steps on web-01', numbered))).toBe('twenty-steps @ web-01');
    expect(summarise(await plan('fais vingt tours sur web-01', numbered))).toBe('twenty-steps @ web-01');
  });

  it('may do what the library declines, and say what they lack', async () => {
    expect((await plan('migrate the shop on web-01')).kind).toBe('refusal');
    const outcome = await plan('migrate the shop on web-01', migrate);
    expect(outcome).toMatchObject({ kind: 'question', message: { en: expect.stringContaining('which version?') } });
  });

  it('are denied like any other', async () => {
    expect((await plan("don't flush the varnish cache on web-01", flush)).kind).toBe('answer');
    // The runbook's own words do not hold the verb that was denied.
    expect((await plan("don't run the big tidying on web-01", cleanup)).kind).not.toBe('runbook');
    expect(summarise(await plan('please do the big tidying on web-01', cleanup))).toBe('tidy-up @ web-01');
  });

  it('do not answer to a bare name, whatever their triggers say', async () => {
    expect(summarise(await plan('web-01', rash))).toBe('check-health @ web-01');
    expect((await plan('web-01 is down', rash)).kind).toBe('diagnose');
  });
});

describe('the index', () => {
  it('is built once per inventory, however many requests there are', () => {
    let built = 0;
    const index = onceFor((inventory: typeof sampleInventory) => {
      built += 1;
      return indexInventory(inventory);
    });
    for (let request = 0; request < 50; request++) index(sampleInventory);
    expect(built).toBe(1);
    index({ ...sampleInventory });
    expect(built).toBe(2);
  });
});
