import { describe, expect, it } from 'vitest';
import { splitWords } from './split-words.js';

describe('splitWords', () => {
  it.each<[string, string, string[] | undefined]>([
    ['words', 'systemctl  is-active nginx', ['systemctl', 'is-active', 'nginx']],
    ['double quotes', 'grep "two words" /etc/motd', ['grep', 'two words', '/etc/motd']],
    ['single quotes', "echo 'it is'", ['echo', 'it is']],
    ['an empty word', 'printf ""', ['printf', '']],
    ['an unclosed quote', "echo 'x", undefined],
    ['a quote inside of a word', 'a"b"', undefined],
    ['a pipe', 'id | sh', undefined],
    ['a redirection', 'id > /etc/motd', undefined],
    ['a second command', 'id; reboot', undefined],
    ['a variable', 'echo $HOME', undefined],
    ['a template', `echo \${{ inputs.x }}`, undefined],
    ['a substitution', 'echo `id`', undefined],
    ['a pattern', 'rm /tmp/*', undefined],
    ['two lines', 'id\nreboot', undefined],
    ['nothing', '  ', undefined],
  ])('%s', (_name, line, expected) => {
    expect(splitWords(line)).toEqual(expected);
  });
});
