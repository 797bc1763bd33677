import { fileURLToPath } from 'node:url';
import { compileFromFile } from 'json-schema-to-typescript';

/** TypeScript types of every file that people write. */
export const schemaTypes = (root) =>
  Promise.all(
    ['runbook', 'inventory', 'policy', 'diagnosis'].map(async (kind) => {
      const from = `schemas/json/${kind}.schema.json`;
      const text = await compileFromFile(fileURLToPath(new URL(from, root)), {
        additionalProperties: false,
        unknownAny: true,
        ignoreMinAndMaxItems: true,
        style: { singleQuote: true, printWidth: 120 },
        bannerComment: `// Generated from ${from} by \`npm run generate\`. Change the schema, not this file.`,
      });
      return { path: `schemas/src/generated/${kind}.ts`, from, text };
    }),
  );
