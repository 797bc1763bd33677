// Generates what is derived from other sources: types from schemas/json, what GitHub takes in our calls, then, from what
// is built with them, the reference pages of docs/. `--check` writes and builds nothing, and fails when a file is not up
// to date.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { build } from './build.mjs';
import { githubOperations } from './generate/github-operations.mjs';
import { schemaTypes } from './generate/schema-types.mjs';
import { createLongCommands } from './setup/long-commands.mjs';

const check = process.argv.includes('--check');
const root = new URL('..', import.meta.url);
let stale = 0;

async function keepUpToDate(files) {
  for (const { path, from, text } of files) {
    const current = await readFile(new URL(path, root), 'utf8').catch(() => '');
    if (current === text) continue;
    if (check) {
      console.error(`${path} is not what ${from} says. Run: npm run generate`);
      stale += 1;
    } else {
      await mkdir(new URL('.', new URL(path, root)), { recursive: true });
      await writeFile(new URL(path, root), text);
      console.log(`wrote ${path}`);
    }
  }
}

await keepUpToDate(await schemaTypes(root));
await keepUpToDate(await githubOperations(root, { check }));
if (!check) {
  const { run } = createLongCommands({ out: process.stdout, signals: process });
  await build({ run, report: (line) => console.error(line) });
}
/** Pages of actions that are no more. */
async function leaveOutOld(files, folder) {
  const there = await readdir(new URL(folder, root)).catch(() => []);
  for (const path of there.map((name) => `${folder}${name}`)) {
    if (files.some((file) => file.path === path)) continue;
    if (check) {
      console.error(`${path} is of nothing that exists. Run: npm run generate`);
      stale += 1;
    } else await rm(new URL(path, root));
  }
}

const { referencePages } = await import('./generate/reference-pages.mjs');
const pages = await referencePages();
await keepUpToDate(pages);
await leaveOutOld(pages, 'docs/actions/');
process.exit(stale === 0 ? 0 : 1);
