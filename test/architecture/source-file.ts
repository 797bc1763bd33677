import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

export const PACKAGES = ['schemas', 'engine', 'workflows', 'github-app', 'devstack', 'cli'] as const;
const SCOPE = '@chatops-commander/';

export interface Import {
  /** As written: a module, or a path relative to the file. */
  readonly specifier: string;
  /** The file of ours that it means, from the root of the repository; undefined for Node's and npm's. */
  readonly file: string | undefined;
  /** What is taken from it by name; empty for all of it. */
  readonly names: readonly string[];
  /** Gone after compilation. `import { type X }` is not: it stays as an import of nothing. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

const IMPORT = /^\s*(?:import|export)\s+(type\s+)?(?:([\w*{][^;'"]*?)\sfrom\s+)?['"]([^'"]+)['"]/gm;
const DYNAMIC_IMPORT = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** What a file imports, found in its text. Our code is formatted by a tool, so a pattern is enough. */
export function sourceFile(path: string, text: string): SourceFile {
  const found = [
    ...[...text.matchAll(IMPORT)].map(([, type, clause = '', specifier = '']) => ({
      specifier,
      typeOnly: type !== undefined,
      names:
        /^\{(.*)\}$/s
          .exec(clause)?.[1]
          ?.split(',')
          .flatMap((name) => name.trim() || []) ?? [],
    })),
    ...[...text.matchAll(DYNAMIC_IMPORT)].map(([, specifier = '']) => ({ specifier, typeOnly: false, names: [] })),
  ];
  return {
    path,
    lines: text.trimEnd().split('\n').length,
    imports: found.map((one) => ({ ...one, file: resolveOurs(path, one.specifier) })),
  };
}

function resolveOurs(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts');
  if (!specifier.startsWith(SCOPE)) return undefined;
  const [owner = '', ...rest] = specifier.slice(SCOPE.length).split('/');
  return rest.length === 0 ? `${owner}/src/index.ts` : `${owner}/src/${rest.join('/')}.ts`;
}

/** The sources of all packages, without tests, what they alone use, and what is generated. */
export function readSources(root: string): readonly SourceFile[] {
  return PACKAGES.flatMap((name) => filesBelow(root, `${name}/src`))
    .filter((path) => path.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(path) && !path.includes('/generated/'))
    .map((path) => sourceFile(path, readFileSync(join(root, path), 'utf8')));
}

export function filesBelow(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(posix.relative(root, entry.parentPath), entry.name));
}

/** The package that a file belongs to: its first folder. */
export function packageOf(path: string): string {
  return dirname(path).split('/', 1)[0] ?? '';
}
