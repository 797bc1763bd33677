import { describe, expect, it } from 'vitest';
import { parseInventory } from '@chatops-commander/schemas';
import { indexInventory } from '../indexes/inventory-index.js';
import { indexCatalog } from '../indexes/catalog-index.js';
import { readWords } from './read-words.js';
import { readPlace } from './read-place.js';

const server = (name: string, tags: string): string =>
  `  ${name}: { host: ${name}.internal, user: ops, key: "secret:ssh", environment: production, tags: { ${tags} }, sudo: nopasswd }`;
const inventory = indexInventory(
  parseInventory(
    [
      'apiVersion: chatops-commander/v1',
      'kind: Inventory',
      'servers:',
      server('lune-frontal', 'role: web, site: lune'),
      server('lune-passerelle', 'role: passerelle, site: lune'),
      server('terre-passerelle', 'role: passerelle, site: terre'),
      server('dock', 'role: web'),
      server('dock-old', 'role: web'),
      server('sql-1', 'role: db, part: primary'),
      server('sql-2', 'role: db, part: replica'),
      server('drum-1', 'role: print'),
      'services:',
      '  postgresql: { on: { tags: { role: db } }, manager: systemd }',
    ].join('\n'),
    'inventory.yaml',
  ),
);
const known = { inventory, catalog: indexCatalog([], () => undefined) };
const place = (text: string) => readPlace(readWords(text, known), inventory);

describe('a machine named by its role or by the parts of its name', () => {
  it.each([
    ['load on the replica', ['sql-2']],
    ['la charge du serveur d’impression', ['drum-1']],
    ['health of the printing box', ['drum-1']],
    ['postgresql secondaire, ça va ?', ['sql-2']],
    ['disk on the replica db server', ['sql-2']],
    ['the print servers', ['drum-1']],
  ])('%s', (text, servers) => {
    expect(place(text)).toMatchObject({ named: [], grouped: servers });
  });

  it.each([
    ['place sur le vieux dock', ['dock-old']],
    ['is the gateway at Lune healthy', ['lune-passerelle']],
    ['passerelle de terre : état', ['terre-passerelle']],
    ['le primaire sql-1', ['sql-1']],
  ])('%s', (text, servers) => {
    expect(place(text)).toMatchObject({ named: servers, grouped: [] });
  });

  it('leaves out what an exception names so', () => {
    expect(place('everything except the printing box').except).toEqual(['drum-1']);
  });

  it.each(['backup the server', 'replication lag', 'montre les impressions', 'dump the database'])(
    'reads no place from %s',
    (text) => {
      expect(place(text)).toMatchObject({ named: [], grouped: [] });
    },
  );
});
