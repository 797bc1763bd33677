// Generates what is derived from schemas/json: TypeScript types. `--check` fails when a file is not up to date.
import { readFile, writeFile } from 'node:fs/promises';
import { compileFromFile } from 'json-schema-to-typescript';

const check = process.argv.includes('--check');
const root = new URL('..', import.meta.url);
let stale = 0;

for (const kind of ['runbook', 'inventory', 'policy']) {
  const source = `schemas/json/${kind}.schema.json`;
  const target = new URL(`schemas/src/generated/${kind}.ts`, root);
  const text = await compileFromFile(new URL(source, root).pathname, {
    additionalProperties: false,
    unknownAny: true,
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 120 },
    bannerComment: `// Generated from ${source} by \`npm run generate\`. Change the schema, not this file.`,
  });
  const current = await readFile(target, 'utf8').catch(() => '');
  if (current === text) continue;
  if (check) {
    console.error(`schemas/src/generated/${kind}.ts is not what ${source} says. Run: npm run generate`);
    stale += 1;
  } else {
    await writeFile(target, text);
    console.log(`wrote schemas/src/generated/${kind}.ts`);
  }
}
process.exit(stale === 0 ? 0 : 1);
