import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { actions, findAction } from '@chatops-commander/engine/actions/registry';
import { lintRunbook } from '@chatops-commander/engine/runbook/lint-runbook';
import { InvalidFile, parseDiagnosis, parseInventory, parsePolicy } from '@chatops-commander/schemas';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const markdownIn = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => posix.join(folder, name));
const pages = ['.', 'docs', 'charts/chatops-commander'].flatMap(markdownIn);
const textOf = (page: string) => readFileSync(join(root, page), 'utf8');

/** How GitHub names the anchor of a heading. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
const anchorsOf = (page: string) =>
  [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchor(heading));

function brokenLinks(page: string): string[] {
  const links = [...textOf(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => {
    const [path = '', fragment] = link.split('#', 2);
    const target = path === '' ? page : posix.normalize(posix.join(dirname(page), path));
    if (!existsSync(join(root, target))) return true;
    return fragment !== undefined && !anchorsOf(target).includes(fragment);
  });
}

/** Files that a page names between backticks, from the root of the repository. */
const namedFiles = (page: string) =>
  [
    ...textOf(page).matchAll(/`((?:schemas|engine|workflows|github-app|devstack|cli|scripts|test|charts)\/[\w./-]+)`/g),
  ].map(([, path = '']) => path);

describe.each(pages)('%s', (page) => {
  test('links to what is there', () => {
    expect(brokenLinks(page)).toEqual([]);
  });

  test('names files that are there', () => {
    expect(namedFiles(page).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

test('the table of risks names every critical action', () => {
  const row = textOf('docs/policy.md').match(/^\| 🔴 critical .*$/m)?.[0] ?? '';
  const critical = actions.filter(({ risk }) => risk === 'critical').map(({ name }) => `\`${name}\``);
  expect(critical.filter((name) => !row.includes(name))).toEqual([]);
});

const wholeFiles = pages.flatMap((page) =>
  [...textOf(page).matchAll(/```yaml\n(apiVersion: chatops[\s\S]*?)```/g)].map(([, text = ''], index) => ({
    name: `${relative('.', page)}, example ${index + 1}`,
    text: text.replaceAll('AAAA…', 'AAAAC3NzaC1lZDI1NTE5AAAAIHUIuNmR6hjYkV1JsZti'),
  })),
);

test('there are whole files to check', () => {
  expect(wholeFiles.length).toBeGreaterThan(2);
});

test.each(wholeFiles)('$name is accepted', ({ name, text }) => {
  expect(problemsOf(text, name)).toEqual([]);
});

function problemsOf(text: string, file: string): readonly unknown[] {
  try {
    switch (/^kind: (\w+)$/m.exec(text)?.[1]) {
      case 'Inventory':
        parseInventory(text, file);
        return [];
      case 'Policy':
        parsePolicy(text, file);
        return [];
      case 'Diagnosis':
        parseDiagnosis(text, file);
        return [];
      case 'Runbook':
        return lintRunbook({ text, file, as: 'change', findAction }).problems;
      default:
        return ['a file of an unknown kind'];
    }
  } catch (error) {
    if (error instanceof InvalidFile) return error.problems;
    throw error;
  }
}
