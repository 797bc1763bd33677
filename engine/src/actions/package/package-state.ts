import type { Json, Outputs } from '../action.js';

export interface Planned {
  readonly name: string;
  /** Null: it is not there yet. */
  readonly from: string | null;
  readonly to: string;
  readonly security: boolean;
}

/** Lines of `name version`. */
export function parseVersions(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, version] = /^(\S+) (\S+)$/.exec(line.trim()) ?? [];
      return name === undefined || version === undefined ? [] : [[name, version]];
    }),
  );
}

/** What a simulation printed, of any of the three tools; lines that are something else are passed over. */
export function parsePlan(lines: readonly string[]): readonly Planned[] {
  return lines.flatMap((line): Planned[] => {
    const [, debName, from, to, origin] = /^Inst (\S+) (?:\[([^\]]+)\] )?\((\S+) ?([^)]*)\)/.exec(line) ?? [];
    if (debName !== undefined && to !== undefined) {
      const name = debName.replace(/:\w+$/, '');
      return [{ name, from: from ?? null, to, security: /security/i.test(origin ?? '') }];
    }
    const [, apkName, apkFrom, apkTo] =
      /^\(\d+\/\d+\) (?:Installing|Upgrading) (\S+) \((?:(\S+) -> )?(\S+)\)$/.exec(line) ?? [];
    if (apkName !== undefined && apkTo !== undefined) {
      return [{ name: apkName, from: apkFrom ?? null, to: apkTo, security: false }];
    }
    const [, rpmName, rpmTo, repo] =
      /^([A-Za-z0-9][\w.+-]*)\.(?:noarch|x86_64|aarch64|i686|ppc64le|s390x)\s+(\S+)\s+(\S+)$/.exec(line.trim()) ?? [];
    if (rpmName === undefined || rpmTo === undefined) return [];
    return [{ name: rpmName, from: null, to: rpmTo, security: /security/i.test(repo ?? '') }];
  });
}

/** dnf says only where to; where from is what is installed. */
export const withInstalled = (
  planned: readonly Planned[],
  versions: Readonly<Record<string, string>>,
): readonly Planned[] => planned.map((one) => ({ ...one, from: one.from ?? versions[one.name] ?? null }));

/** A plan, read back from a record. */
export function planOf(before: Outputs): readonly Planned[] {
  const { plan } = before;
  return isList(plan) ? plan.flatMap(readPlanned) : [];
}

function readPlanned(item: Json): Planned[] {
  if (typeof item !== 'object' || item === null || !('name' in item)) return [];
  const { name, from, to, security } = item;
  if (typeof name !== 'string' || typeof to !== 'string') return [];
  return [{ name, from: typeof from === 'string' ? from : null, to, security: security === true }];
}

/** A map of versions, read back from a record. */
export function versionsOf(outputs: Outputs): Readonly<Record<string, string>> {
  const { versions } = outputs;
  if (typeof versions !== 'object' || versions === null || isList(versions)) return {};
  return Object.fromEntries(
    Object.entries(versions).flatMap(([name, version]) => (typeof version === 'string' ? [[name, version]] : [])),
  );
}

/** `name=version` → its parts. */
export function splitPackage(asked: string): { readonly name: string; readonly version: string | undefined } {
  const at = asked.indexOf('=');
  return at < 0 ? { name: asked, version: undefined } : { name: asked.slice(0, at), version: asked.slice(at + 1) };
}

// Array.isArray does not narrow readonly arrays.
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
