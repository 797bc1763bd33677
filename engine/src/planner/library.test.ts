import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actions, findAction } from '../actions/registry.js';
import { lintRunbook } from '../runbook/lint-runbook.js';
import { pinSources } from '../runbook/pin-sources.js';
import { serializeRunbook } from '../runbook/serialize-runbook.js';
import { libraryCatalog, libraryFolder, planFor, sampleInventory } from './planner.fixture.js';

const names = libraryCatalog.map(({ path }) => path);
/** Waiting has its place in a team's own runbooks; a request for nothing but waiting makes no sense. */
const actionNames = actions.filter(({ kind }) => kind !== 'wait').map(({ name }) => name);

/** What a slot of a trigger phrase may be filled with. */
const fillings: Readonly<Record<string, string>> = {
  service: 'worker',
  servers: 'web-01',
  server: 'web-01',
  url: 'https://shop.example.com/health',
  path: '/var/log',
  paths: '/etc/nginx',
  lines: '20',
  command: '`uptime -p`',
  text: '"timed out"',
  line: '`127.0.0.1 shop`',
  host: 'shop.example.com',
  name: 'shop.example.com',
  port: '5432',
  package: 'openssl',
  packages: 'htop',
  user: 'www-data',
  script: 'scripts/rotate-keys.sh',
  database: 'orders',
  sql: '`select 1`',
  backup: 'r-20261121-1.dump.db-01.1',
  keep: '7',
  older_than: '30 days',
  container: 'shop',
  image: 'registry.example.com/team/shop',
  version: '2.5.0',
  sha256: 'a'.repeat(64),
};

const inOneRunbook: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'database-status': { service: 'postgresql' },
  'deploy-container': { image: `registry.example.com/team/shop@sha256:${'9f'.repeat(32)}` },
  'deploy-release': { url: 'https://artifacts.example.com/worker.tar.gz', sha256: '9f'.repeat(32) },
};
const fill = (phrase: string, path: string): string => {
  const own = inOneRunbook[path.replace(/^runbooks\/|\.yaml$/g, '')] ?? {};
  return phrase.replace(/\{(\w+)\}/g, (_slot, name: string) => own[name] ?? fillings[name] ?? name);
};
/** Databases are on a server of their own. */
const placeOf = (phrase: string, path: string): string =>
  phrase.includes('{database}') || path.includes('database-status') ? 'db-01' : 'web-01';

describe('the library', () => {
  it('uses only actions that exist, and every one', () => {
    const used = new Set(
      libraryCatalog.flatMap(({ runbook: { spec } }) => [...spec.steps, ...(spec.after ?? [])].map(({ uses }) => uses)),
    );
    expect(actionNames.filter((name) => !used.has(name))).toEqual([]);
  });

  it.each(names)('%s has no lint problem', async (path) => {
    const text = await readFile(join(libraryFolder, path.replace('runbooks/', '')), 'utf8');
    const { problems } = lintRunbook({ text, file: path, as: 'library', findAction, actionNames });
    expect(problems).toEqual([]);
  });

  const takesContent = new Set(
    libraryCatalog.filter(({ runbook }) => runbook.spec.inputs?.content !== undefined).map(({ path }) => path),
  );
  const phrases = libraryCatalog.flatMap(({ path, runbook: { spec } }) =>
    [...(spec.triggers?.en ?? []), ...(spec.triggers?.fr ?? [])].map((phrase) => [phrase, path] as const),
  );

  it.each(phrases)('"%s" asks for %s', async (phrase, path) => {
    const text = fill(phrase, path);
    // What a phrase leaves out is said besides, so that nothing has to be asked.
    const where = /web-01|check-address|https:.*health/.test(`${path} ${text}`)
      ? text
      : `${text} on ${placeOf(phrase, path)}`;
    const request = takesContent.has(path) ? `${where}\n\`\`\`\nhello\n\`\`\`` : where;
    const outcome = await planFor(
      phrase.includes('{service}') && path.includes('check-address') ? request.replace('worker', 'nginx') : request,
    );
    expect(outcome.kind === 'runbook' && outcome.runbook.metadata.source?.template).toBe(path);
  });

  it.each(phrases)('"%s" gives a change without lint problems', async (phrase, path) => {
    const outcome = await planFor(
      `${fill(phrase, path)} on ${placeOf(phrase, path)}${takesContent.has(path) ? '\n```\nhello\n```' : ''}`,
    );
    if (outcome.kind !== 'runbook') return;
    const digests = new Map([['scripts/rotate-keys.sh', 'a'.repeat(64)]]);
    const text = serializeRunbook(pinSources(outcome.runbook, digests, findAction));
    const { problems } = lintRunbook({
      text,
      file: 'changes/x.yaml',
      as: 'change',
      inventory: sampleInventory,
      findAction,
      actionNames,
    });
    expect(problems).toEqual([]);
  });
});
