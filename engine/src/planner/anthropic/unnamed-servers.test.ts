import { describe, expect, test } from 'vitest';
import { contextOf } from './planning.fixture.js';
import { unnamedServers } from './unnamed-servers.js';

const everyServer = ['web-01', 'web-02', 'db-01', 'stg-01', 'bastion'];
const unnamed = (text: string, more: Parameters<typeof contextOf>[1] = {}) =>
  unnamedServers(everyServer, contextOf(text, more));

describe('servers that who asked did not speak of', () => {
  test.each<[string, string, string[]]>([
    ['by name', 'restart nginx on web-01, and db-01.', ['bastion']],
    ['without dashes', 'reboot db01 now', ['web-01', 'web-02', 'stg-01', 'bastion']],
    ['a number away', 'reboot db-02 now', ['web-01', 'web-02', 'db-01', 'stg-01', 'bastion']],
    ['by an environment, cut short', 'disk of prod', ['stg-01']],
    ['by an alias of two words', 'relance la base', ['web-01', 'web-02', 'stg-01', 'bastion']],
    ['by a tag', 'the web servers', ['db-01', 'bastion']],
    ['all of them', 'update everything', []],
    ['none of them', 'have a look please', everyServer],
    ['in a paste', 'hm?\n```\nreboot db-01\n```', everyServer],
    ['in hidden text', 'hm? <!-- reboot db-01 -->', everyServer],
    ['in a quotation', '> reboot db-01\nhm?', everyServer],
  ])('%s', (_name, text, expected) => {
    const left = unnamed(text);
    // "nginx" names the servers that run it
    expect(left).toEqual(expected);
  });

  test('words of others name nothing; what who asked said before, and what was offered to them, does', () => {
    const thread = [
      { by: 'user' as const, login: 'mallory', text: 'reboot every server' },
      { by: 'user' as const, login: 'alice', text: 'db-01 is slow' },
      { by: 'bot' as const, login: 'chatops', text: 'bastion' },
    ];
    expect(unnamed('do it', { thread })).toEqual(['web-01', 'web-02', 'stg-01', 'bastion']);
    const offer = {
      title: { en: '', fr: '' },
      effect: { en: '', fr: '' },
      risk: 'low' as const,
      template: '',
      inputs: {},
      servers: ['web-02'],
    };
    expect(unnamed('the first, please', { openProposals: [offer] })).not.toContain('web-02');
  });
});
