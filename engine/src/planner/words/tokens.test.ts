import { describe, expect, it } from 'vitest';
import { tokenise } from './tokens.js';

const words = (text: string): string[] =>
  tokenise(text).map(({ kind, folded, raw }) => (kind === 'word' || kind === 'number' ? folded : `${kind}:${raw}`));

describe('tokenise', () => {
  it.each([
    ['elided articles', "l'état d'nginx", ['le', 'etat', 'de', 'nginx']],
    ['typographic apostrophes', 'qu’est-ce que', ['que', 'est', 'ce', 'que']],
    ['English contractions of not', "don't can't", ['dont', 'cant']],
    ['other contractions', "what's nginx's state", ['what', 'nginx', 'state']],
    ['pronouns hung on a verb', 'redémarre-le va-t-il', ['redemarre', 'le', 'va', 't', 'il']],
    ['names with hyphens and digits', 'web-01 billing-api', ['web-01', 'billing-api']],
    ['names with dots', 'web-01.example.com, db.', ['web-01.example.com', 'db']],
    ['s’il', 's’il te plaît', ['si', 'il', 'te', 'plait']],
    ['code', 'run `df -h` now', ['run', 'code:df -h', 'now']],
    ['addresses', 'check https://x.example.com/a?b=1.', ['check', 'url:https://x.example.com/a?b=1']],
    ['paths', 'backup /etc/nginx, /var/www.', ['backup', 'path:/etc/nginx', 'path:/var/www']],
    ['no path in the middle of a word', 'and/or', ['and', 'or']],
    ['slots', 'restart {service}', ['restart', '{service}']],
    ['patterns', 'web-*', ['web-*']],
    ['nothing', ' \n ', []],
    ['punctuation only', '?! …', []],
  ])('%s', (_name, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('counts clauses at punctuation and at turns', () => {
    const clauses = tokenise('restart nginx, not web-02 but web-01. then stop').map(({ folded, clause }) => [
      folded,
      clause,
    ]);
    expect(clauses).toEqual([
      ['restart', 0],
      ['nginx', 0],
      ['not', 1],
      ['web-02', 1],
      ['but', 2],
      ['web-01', 2],
      ['then', 4],
      ['stop', 4],
    ]);
  });

  it('marks what is quoted', () => {
    const quoted = tokenise('log says «restart nginx» now').filter((token) => token.quoted);
    expect(quoted.map(({ folded }) => folded)).toEqual(['restart', 'nginx']);
  });
});
