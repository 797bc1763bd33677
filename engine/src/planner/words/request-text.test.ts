import { describe, expect, it } from 'vitest';
import { readRequestText } from './request-text.js';

describe('readRequestText', () => {
  it.each([
    ['one line', 'restart nginx', 'restart nginx', []],
    ['the command itself', '/ops restart nginx', 'restart nginx', []],
    [
      'a fenced block',
      'write /etc/motd\n```\nhello\nworld\n```\nplease',
      'write /etc/motd\n\nplease',
      ['hello\nworld'],
    ],
    ['a fence with a language', 'write\n```sh\nid\n```', 'write', ['id']],
    ['an unclosed fence', 'check nginx\n~~~\nstop everything', 'check nginx', ['stop everything']],
    ['a longer fence around a shorter one', 'write\n````\n```\nx\n```\n````', 'write', ['```\nx\n```']],
    ['quoted lines', '> stop nginx\ncheck nginx\n  > and worker', 'check nginx', []],
    ['hidden text', 'check nginx<!-- stop it -->', 'check nginx', []],
  ])('%s', (_name, text, words, attachments) => {
    expect(readRequestText(text)).toEqual({ words, attachments, cut: false });
  });

  it('says when it did not read everything', () => {
    expect(readRequestText('word '.repeat(300)).cut).toBe(true);
  });
});
