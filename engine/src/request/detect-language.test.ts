import { describe, expect, it } from 'vitest';
import { detectLanguage } from './detect-language.js';

describe('detectLanguage', () => {
  it.each([
    ['le site est down', 'fr'],
    ['tout va bien ?', 'fr'],
    ['redemarre nginx sur web-01', 'fr'],
    ['Redémarre nginx', 'fr'],
    ["c'est quoi l'état d'nginx", 'fr'],
    ['ça rame', 'fr'],
    ['relance nginx stp', 'fr'],
    ['statut', 'fr'],
    ['bdd ko', 'fr'],
    ['the site is down', 'en'],
    ['is everything ok?', 'en'],
    ['restart nginx on web-01', 'en'],
    ["don't restart it", 'en'],
    ['nginx logs', 'en'],
    ['/ops pause', 'en'],
    ['/ops alerts', 'en'],
    ['/ops alertes', 'fr'],
    ['', 'en'],
    ['`redémarre le site`', 'fr'],
  ] as const)('%s: %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it('keeps the language of the thread where the words tell nothing', () => {
    expect(detectLanguage('nginx web-01', 'fr')).toBe('fr');
    expect(detectLanguage('restart nginx on web-01', 'fr')).toBe('en');
  });
});
