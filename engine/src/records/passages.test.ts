import { describe, expect, test } from 'vitest';
import { databaseEngines, useDatabase } from '../../test/record-databases.js';
import type { Language } from '../actions/action.js';
import { choosePassages } from '../knowledge/choose-passages.js';
import type { FactPassage } from '../knowledge/passage.js';
import { questionTerms } from '../knowledge/question-terms.js';
import { splitDocument } from '../knowledge/split-document.js';
import { createPassages } from './passages.js';

const blob = (digit: string): string => digit.repeat(40);

const backups = `# Sauvegardes

Les sauvegardes de la base sont gardées trente jours, puis effacées par \`backup.prune\`.

## Restaurer

On restaure d'abord à côté, puis on bascule. Comptez vingt minutes pour la boutique.
`;
const onCall = `# On call

Page the database team when replication lags for more than five minutes.

## Certificates

Certificates of the shop front are renewed by certbot on bastion-01.
`;
const facts: readonly FactPassage[] = [
  {
    title: 'web-01',
    source: { kind: 'file', path: '.chatops/inventory.yaml', anchor: '' },
    says: { en: 'web-01: server, production', fr: 'web-01 : serveur, production' },
    words: 'web-01 serveur server production',
  },
  {
    title: 'r-1',
    source: { kind: 'pull', number: 7 },
    says: { en: 'r-1: Restart nginx', fr: 'r-1 : Redémarrer nginx' },
    words: 'r-1 Redémarrer nginx run execution alice',
  },
];

describe.each(databaseEngines)('passages on %s', (engine) => {
  const database = useDatabase(engine);

  async function ask(repository: string, question: string, language: Language): Promise<readonly string[]> {
    const passages = createPassages(database.db);
    const found = await passages.search({ repository, language, terms: questionTerms(question), facts });
    return choosePassages(found, 3).map((passage) => passage.title);
  }
  async function fill(repository: string): Promise<void> {
    const passages = createPassages(database.db);
    await passages.store(repository, { path: 'docs/b.md', blob: blob('a') }, splitDocument(backups, 'docs/b.md'));
    await passages.store(repository, { path: 'docs/o.md', blob: blob('b') }, splitDocument(onCall, 'docs/o.md'));
  }

  const questions: readonly [string, Language, readonly string[]][] = [
    ['combien de temps garde-t-on les sauvegardes ?', 'fr', ['Sauvegardes']],
    ['combien de temps on garde les sauvegarde de la base', 'fr', ['Sauvegardes']],
    ['comment restaurer la boutique ?', 'fr', ['Sauvegardes › Restaurer']],
    ['who renews the certificates?', 'en', ['On call › Certificates']],
    ['when do I page the database team', 'en', ['On call']],
    ['what is web-01?', 'en', ['web-01']],
    ['qui a redemarré nginx ?', 'fr', ['r-1']],
    ['how do I reset my vpn password?', 'en', []],
    ['what about the certificates of the mail relay in Tokyo?', 'en', []],
    ['pourquoi ?', 'fr', []],
    ['', 'en', []],
    ["'); drop table passages; -- & | ! :* <->", 'en', []],
  ];
  test.each(questions)('%s (%s): %j', async (question, language, titles) => {
    await fill('Acme/Ops');
    expect(await ask('acme/ops', question, language)).toEqual(titles);
  });

  test('a document that changed or went is no longer found, and one repository sees nothing of another', async () => {
    await fill('acme/changing');
    const passages = createPassages(database.db);
    const files = [
      { path: 'docs/b.md', blob: blob('a') },
      { path: 'docs/o.md', blob: blob('b') },
    ] as const;
    expect(await passages.keepOnly('acme/changing', files)).toEqual([]);
    const newer = { path: 'docs/b.md', blob: blob('c') };
    expect(await passages.keepOnly('acme/changing', [newer])).toEqual([newer]);
    await passages.store('acme/changing', newer, splitDocument('# Sauvegardes\n\nUn an, désormais.', newer.path));

    expect(await ask('acme/changing', 'who renews the certificates?', 'en')).toEqual([]);
    expect(await ask('acme/changing', 'comment restaurer la boutique ?', 'fr')).toEqual([]);
    expect(await ask('acme/changing', 'les sauvegardes ?', 'fr')).toEqual(['Sauvegardes']);
    expect(await ask('acme/elsewhere', 'les sauvegardes ?', 'fr')).toEqual([]);
  });

  test('a document without text is not read again', async () => {
    const passages = createPassages(database.db);
    const empty = { path: 'EMPTY.md', blob: blob('d') };
    await passages.store('acme/empty', empty, splitDocument('\n# \n\n', empty.path));
    expect(await passages.keepOnly('acme/empty', [empty])).toEqual([]);
  });
});
