import type { Localized } from '../../actions/action.js';
import type { SlotKind } from '../indexes/slot-kinds.js';
import { sayTyped } from './say-names.js';

interface Missing {
  readonly title: Localized;
  readonly kind: SlotKind;
  /** What the input is for, in the middle of a sentence. */
  readonly described: Localized;
}

/** What people call each kind of value, and one as they might write it. */
const asked: { readonly [kind in SlotKind]?: readonly [en: string, fr: string, example: string] } = {
  database: ['which database?', 'quelle base de données ?', 'shop'],
  paths: ['which files or folders?', 'quels fichiers ou dossiers ?', '/etc/nginx'],
  host: ['which host?', 'quel hôte ?', 'www.example.com'],
  port: ['which port?', 'quel port ?', '443'],
  url: ['at which address?', 'à quelle adresse ?', 'https://example.com/app-2.3.1.tar.gz'],
  version: ['which version?', 'quelle version ?', '2.3.1'],
  package: ['which packages?', 'quels paquets ?', 'htop'],
  container: ['which container?', 'quel conteneur ?', 'shop'],
  image: ['which image?', 'quelle image ?', 'registry.example.com/shop:2.3.1'],
  backup: [
    'which backup? The report of its run gives its id; `latest` is the newest.',
    'quelle sauvegarde ? Le rapport de son exécution donne son identifiant ; `latest` est la plus récente.',
    'latest',
  ],
  user: ['which user?', 'quel utilisateur ?', 'deploy'],
  script: ['which script of the repository?', 'quel script du dépôt ?', 'scripts/clean.sh'],
  keep: ['how many are kept?', 'combien en garder ?', '7'],
  older: ['older than what?', 'plus vieux que combien ?', '30 days'],
  text: ['which words?', 'quels mots ?', '"timed out"'],
  command: ['which command? Between backticks, please.', 'quelle commande ? Entre accents graves.', '`uptime -p`'],
};

/** Of values that the runbook itself says best what they are for. */
const examples: { readonly [kind in SlotKind]?: string } = { path: '/srv/shop/old' };

/** What is still needed, and how to answer with it alone. */
export function sayMissing({ title, kind, described }: Missing): Localized {
  const known = asked[kind];
  if (known === undefined) {
    const like = examples[kind];
    const [en, fr] =
      like === undefined
        ? ['Answer `/ops` and then just that.', 'Répondez `/ops` puis juste cela.']
        : [`Answer with it alone, for example ${answer(like)}.`, `Répondez juste cela, par exemple ${answer(like)}.`];
    return {
      en: `${title.en}: I still need ${described.en}. ${en}`,
      fr: `${title.fr} : il me manque encore ${described.fr}. ${fr}`,
    };
  }
  const [en, fr, example] = known;
  return {
    en: `${title.en}: ${en} Answer with it alone, for example ${answer(example)}.`,
    fr: `${title.fr} : ${fr} Répondez juste cela, par exemple ${answer(example)}.`,
  };
}

/** Why a value was not taken, and what is needed instead. */
export function sayUnfit({ title, described }: Missing, value: string): Localized {
  return {
    en: `${title.en}: ${sayTyped(value)} does not fit, I need ${described.en}. Answer \`/ops\` and then just that.`,
    fr: `${title.fr} : ${sayTyped(value)} ne convient pas, il me faut ${described.fr}. Répondez \`/ops\` puis juste cela.`,
  };
}

/** Backticks within are shown by a longer fence. */
const answer = (example: string): string =>
  example.includes('`') ? `\`\` /ops ${example} \`\`` : `\`/ops ${example}\``;
