import type { Language } from '../actions/action.js';

/** Older by the minute, or another number each time: they say nothing about what a change would do. */
const PASSING: ReadonlySet<string> = new Set(['sinceSeconds', 'uptimeSeconds', 'pid']);

export const isPassing = (name: string): boolean => PASSING.has(name);

/** How a probe's fact is called in French; others keep the name that runbooks use. */
const FRENCH: Readonly<Record<string, string>> = {
  state: 'état',
  running: 'en marche',
  enabled: 'au démarrage',
  since: 'depuis',
  kind: 'genre',
  bytes: 'octets',
  mode: 'droits',
  owner: 'propriétaire',
  group: 'groupe',
  exists: 'présent',
  installed: 'installé',
  versions: 'versions',
  digest: 'empreinte',
  free: 'libre',
  freeMiB: 'Mio libres',
};

export const sayFactName = (name: string, language: Language): string =>
  language === 'fr' ? (FRENCH[name] ?? name) : name;

export function sayFactValue(value: string | number | boolean, language: Language): string {
  if (typeof value !== 'boolean') return String(value);
  if (language === 'fr') return value ? 'oui' : 'non';
  return value ? 'yes' : 'no';
}
