import type { Localized } from '../../actions/action.js';
import { listInWords } from '../../approval/list-in-words.js';
import type { CatalogIndex } from '../indexes/catalog-index.js';

/** What actions of a family are about, in the order in which people need them. */
const families: readonly (readonly [RegExp, Localized])[] = [
  [/^system$/, { en: 'health and disks', fr: 'la santé et les disques' }],
  [/^service$/, { en: 'services (state, start, stop, restart)', fr: 'les services (état, démarrage, arrêt, relance)' }],
  [/^logs$/, { en: 'logs', fr: 'les journaux' }],
  [/^(?:http|net|tls)$/, { en: 'sites, ports and certificates', fr: 'les sites, les ports et les certificats' }],
  [/^files$/, { en: 'files', fr: 'les fichiers' }],
  [/^backup$/, { en: 'backups', fr: 'les sauvegardes' }],
  [/^(?:release|container|registry)$/, { en: 'deployments and containers', fr: 'les déploiements et les conteneurs' }],
  [/^package$/, { en: 'packages', fr: 'les paquets' }],
  [/^database$/, { en: 'databases', fr: 'les bases de données' }],
  [/^(?:shell|script)$/, { en: 'a command that you name', fr: 'une commande que vous donnez' }],
];

/** What the catalog at hand can help with, in a sentence. */
export function sayAbilities({ entries }: CatalogIndex): Localized {
  const used = new Set(entries.flatMap((entry) => [...entry.families]));
  const known = families.filter(([pattern]) => [...used].some((family) => pattern.test(family)));
  const listed = listInWords(
    known.map(([, words]) => words),
    'and',
  );
  return { en: `I can help with ${listed.en}.`, fr: `Je peux aider pour ${listed.fr}.` };
}
