import { describe, expect, it } from 'vitest';
import { findAction } from '../../actions/registry.js';
import { indexCatalog } from '../indexes/catalog-index.js';
import { indexInventory } from '../indexes/inventory-index.js';
import { libraryCatalog, sampleInventory } from '../planner.fixture.js';
import { readWords } from './read-words.js';
import { stanceOf } from './stance.js';

const known = { inventory: indexInventory(sampleInventory), catalog: indexCatalog(libraryCatalog, findAction) };

/** How the first verb of the sentence that is not weak stands. */
function stance(text: string): string {
  const words = readWords(text, known);
  const at = words.findIndex(({ meaning }) => meaning.kind === 'act' && meaning.weak !== true);
  return at < 0 ? 'no verb' : stanceOf(words, at);
}

describe('stanceOf', () => {
  it.each([
    ['restart nginx', 'asked'],
    ['peux-tu redémarrer nginx ?', 'asked'],
    ['nginx restart', 'asked'],
    ['nginx needs to be restarted', 'asked'],
    ['nginx has to be restarted', 'asked'],
    ['redémarré nginx stp', 'asked'],
    ['le site est down redémarre nginx', 'asked'],
    ['le site, il est cassé, redémarre nginx', 'asked'],
    ["don't restart nginx", 'negated'],
    ['ne redémarre pas nginx', 'negated'],
    ['redémarre pas nginx', 'negated'],
    ['redémarre-le pas', 'negated'],
    ['sans redémarrer nginx', 'negated'],
    ["don't forget to restart nginx", 'asked'],
    ["n'oublie pas de redémarrer nginx", 'asked'],
    ["nginx won't start", 'failing'],
    ['nginx ne démarre plus', 'failing'],
    ['nginx démarre plus', 'failing'],
    ['nginx was restarted', 'told'],
    ['nginx a redémarré', 'told'],
    ['nginx a redemarre', 'told'],
    ['nginx vient d’être redémarré', 'told'],
    ['nginx redémarré hier', 'told'],
    ['il redémarre sans arrêt', 'told'],
    ['since the restart of nginx', 'told'],
    ['does nginx start at boot?', 'told'],
    ['"please restart nginx"', 'told'],
    ['"restart" nginx', 'asked'],
  ])('%s: %s', (text, expected) => {
    expect(stance(text)).toBe(expected);
  });
});
