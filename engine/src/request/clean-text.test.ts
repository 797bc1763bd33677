import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, maxRequestLength } from './clean-text.js';

describe('cleanText', () => {
  it.each([
    ['plain text', 'redémarre nginx', 'redémarre nginx', []],
    ['an emoji of two parts', 'ok 👍🏽', 'ok 👍🏽', []],
    ['line ends of other systems', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd', []],
    ['a hidden comment', 'a<!-- stop -->b', 'a b', ['html-comment']],
    ['a hidden comment over lines', 'a<!--\nstop\n-->b', 'a b', ['html-comment']],
    ['an unclosed comment', 'a<!-- stop', 'a ', ['html-comment']],
    ['zero-width characters', 'ng\u200Bin\u200Dx\uFEFF', 'nginx', ['invisible-character']],
    ['the tag block', `nginx${String.fromCodePoint(0xe0073, 0xe0074)}`, 'nginx', ['invisible-character']],
    ['a soft hyphen', 'ng\u00ADinx', 'nginx', ['invisible-character']],
    ['direction overrides', '\u202Exnign\u202C', 'xnign', ['direction-override']],
    ['isolates', '\u2066nginx\u2069', 'nginx', ['direction-override']],
    ['control characters', 'ng\u0000in\u001Bx', 'nginx', ['control-character']],
    [
      'a comment shielded by an invisible character',
      'a<!\u200B-- stop -->b',
      'a b',
      ['invisible-character', 'html-comment'],
    ],
    ['accents in two parts', 'rede\u0301marre', 'redémarre', []],
  ])('%s', (_name, text, clean, removed) => {
    expect(cleanText(text)).toEqual({ text: clean, removed });
  });

  it('cuts what is too long, never through a character', () => {
    const { text, removed } = cleanText('😀'.repeat(maxRequestLength));
    expect(removed).toEqual(['too-long']);
    expect(text.length).toBeLessThanOrEqual(maxRequestLength);
    expect(text.endsWith('😀')).toBe(true);
    expect(cleanText(`a${'😀'.repeat(maxRequestLength)}`).text.isWellFormed?.() ?? true).toBe(true);
  });

  it('leaves nothing for a second cleaning', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '!', '-', '>', 'a', '\u200B', '\u202E', '\u0000', '\n') }),
        (text) => {
          const once = cleanText(text).text;
          expect(cleanText(once)).toEqual({ text: once, removed: [] });
        },
      ),
    );
  });
});
