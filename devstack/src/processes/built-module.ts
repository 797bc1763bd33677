import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * The compiled file of a module of this package, for a child process: Node cannot run the TypeScript beside us when
 * the tests run from source. `name` is relative to src, without an ending.
 */
export function builtModule(name: string): string {
  return require.resolve(`@chatops-commander/devstack/${name}`);
}
