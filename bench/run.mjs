// Runs one bench by its name: npm run bench -- overhead
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Each exports `bench(): Promise<boolean>`, true when every goal was reached. */
const benches = {
  backup: () => import('./backup.mjs'),
  fleet: () => import('./fleet.mjs'),
  overhead: () => import('./overhead.mjs'),
  plan: () => import('./plan.mjs'),
  webhook: () => import('./webhook.mjs'),
  wide: () => import('./wide.mjs'),
};

const name = process.argv[2];
const load = name !== undefined && Object.hasOwn(benches, name) ? benches[name] : undefined;
if (load === undefined) {
  const results = fileURLToPath(new URL('./results', import.meta.url));
  console.error(`Usage: npm run bench -- NAME, where NAME is one of: ${Object.keys(benches).join(', ')}`);
  console.error(`Results lie in ${results}: ${readdirSync(results).join(', ')}`);
  process.exitCode = 2;
} else {
  const { bench } = await load();
  // A goal that is missed is told and recorded; only a bench that could not measure fails.
  await bench();
}
