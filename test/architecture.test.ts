import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { rules } from './architecture/rules.js';
import { PACKAGES, filesBelow, packageOf, readSources, sourceFile } from './architecture/source-file.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = readSources(root);

/** A file of ours that never was: what a rule must catch. */
const file = (path: string, ...lines: string[]) => sourceFile(path, lines.join('\n'));
const rule = (name: string) => rules[name] ?? (() => expect.fail(`no rule "${name}"`));

describe('the rules catch what they are for', () => {
  test.each([
    {
      name: 'packages import one way',
      bad: [file('schemas/src/a.ts', "import { plan } from '@chatops-commander/engine/planner/planner';")],
      good: [file('engine/src/a.ts', "import type { Runbook } from '@chatops-commander/schemas';")],
    },
    {
      name: 'packages import one way',
      bad: [file('github-app/src/a.ts', "import { runWorker } from '@chatops-commander/workflows/worker';")],
      good: [file('github-app/src/a.ts', "import { signals } from '@chatops-commander/workflows/contract';")],
    },
    {
      name: 'packages import one way',
      bad: [file('devstack/src/a.ts', 'import {', '  one,', "} from '@chatops-commander/engine/ssh/transport';")],
      good: [file('cli/src/a.ts', "import { startTemporal } from '@chatops-commander/devstack/temporal/dev-server';")],
    },
    {
      name: 'imports name files that exist',
      bad: [file('engine/src/a.ts', "export { b } from './b.js';")],
      good: [file('engine/src/a.ts', "export { b } from './b.js';"), file('engine/src/b.ts', 'export const b = 1;')],
    },
    {
      name: 'another package is imported by its name, not by a path',
      bad: [file('cli/src/a.ts', "const dev = await import('../../devstack/src/b.js');")],
      good: [file('cli/src/commands/a.ts', "import '../b.js';")],
    },
    {
      name: 'the engine decides without input or output',
      bad: [file('engine/src/approval/a.ts', "import { connect, isIP } from 'node:net';")],
      good: [
        file('engine/src/runbook/a.ts', "import { isIP } from 'node:net';"),
        file('engine/src/records/a.ts', "import { Pool } from 'pg';"),
        file(
          'engine/src/approval/a.ts',
          "import type { Pool } from 'pg';",
          "import { createHash } from 'node:crypto';",
        ),
        file('workflows/src/activities/a.ts', "import { readFileSync } from 'node:fs';"),
      ],
    },
    {
      name: 'the engine decides without input or output',
      bad: [file('engine/src/planner/a.ts', "import Anthropic from '@anthropic-ai/sdk';")],
      good: [file('engine/src/planner/anthropic/a.ts', "import Anthropic from '@anthropic-ai/sdk';")],
    },
    {
      name: "the planner's rooms import one way",
      bad: [file('engine/src/planner/words/a.ts', "import { b } from '../plans/b.js';")],
      good: [
        file('engine/src/planner/plans/a.ts', "import { b } from '../words/b.js';"),
        file('engine/src/planner/words/a.ts', "import type { Planner } from '../planner.js';"),
        file('engine/src/planner/anthropic/a.ts', "import { bindEntry } from '../matching/bind-entry.js';"),
      ],
    },
    {
      name: "the planner's rooms import one way",
      bad: [file('engine/src/planner/reading/a.ts', "import { b } from '../catalog-planner.js';")],
      good: [file('engine/src/planner/reading/a.ts', "import { b } from './b.js';")],
    },
    {
      name: 'workflow code reaches nothing but the workflow SDK',
      bad: [
        file(
          'workflows/src/workflows/a.ts',
          "import { sleep } from '@temporalio/workflow';",
          "import { b } from '../b.js';",
        ),
        file('workflows/src/b.ts', "import { c } from '@chatops-commander/engine/c';"),
        file('engine/src/c.ts', "import { randomUUID } from 'node:crypto';"),
      ],
      good: [
        file(
          'workflows/src/workflows/a.ts',
          "import { sleep } from '@temporalio/workflow';",
          "import type { B } from '../b.js';",
        ),
        file('workflows/src/b.ts', "import { randomUUID } from 'node:crypto';"),
      ],
    },
    {
      name: 'no file imports itself through others',
      bad: [
        file('engine/src/a.ts', "import { b } from './b.js';"),
        file('engine/src/b.ts', "import { c } from './c.js';"),
        file('engine/src/c.ts', "import { type A, a } from './a.js';"),
      ],
      good: [
        file('engine/src/a.ts', "import { b } from './b.js';"),
        file('engine/src/b.ts', "import type { A } from './a.js';"),
      ],
    },
    {
      name: 'no file has more than 200 lines',
      bad: [file('engine/src/a.ts', ...Array<string>(201).fill('export {};'))],
      good: [file('engine/src/a.ts', ...Array<string>(200).fill('export {};'))],
    },
    {
      name: 'no file or folder has a name that says nothing',
      bad: [file('engine/src/utils/a.ts'), file('engine/src/common.ts'), file('engine/src/manager.ts')],
      good: [file('engine/src/actions/service-manager.ts')],
    },
  ])('$name', ({ name, bad, good }) => {
    expect(rule(name)(bad).length).toBeGreaterThan(0);
    expect(rule(name)(good)).toEqual([]);
  });
});

describe('our sources', () => {
  test('are found', () => {
    expect(new Set(sources.map(({ path }) => packageOf(path)))).toEqual(new Set(PACKAGES));
  });

  test.each(Object.entries(rules))('%s', (_name, check) => {
    expect(check(sources)).toEqual([]);
  });

  test.each(PACKAGES)('%s imports only npm packages that its package.json lists', (name) => {
    const manifest = JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8'));
    const listed = new Set(Object.keys(manifest.dependencies ?? {}));
    const unlisted = sources
      .filter(({ path }) => packageOf(path) === name)
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ specifier }) => !specifier.startsWith('.') && !isBuiltin(specifier))
          .map(({ specifier }) => ({ path, npm: specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/') })),
      )
      .filter(({ npm }) => !listed.has(npm))
      .map(({ path, npm }) => `${path} imports ${npm}`);
    expect(unlisted).toEqual([]);
  });
});

describe('what runs before anything is installed', () => {
  test("set-up imports Node's built-ins and its own files only", () => {
    const scripts = ['scripts/setup.mjs', 'scripts/build.mjs', ...filesBelow(root, 'scripts/setup')]
      .filter((path) => path.endsWith('.mjs'))
      .map((path) => sourceFile(path, readFileSync(join(root, path), 'utf8')));
    const foreign = scripts.flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier }) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
        .map(({ specifier }) => `${path} imports ${specifier}`),
    );
    expect(scripts.length).toBeGreaterThan(5);
    expect(foreign).toEqual([]);
  });

  test('package-lock.json knows every optional package, or `npm ci` refuses it where one of them is wanted', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    const missing = Object.entries<{ optionalDependencies?: Record<string, string> }>(packages).flatMap(
      ([path, entry]) =>
        Object.keys(entry.optionalDependencies ?? {})
          .filter((name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages))
          .map((name) => `${path} wants ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
