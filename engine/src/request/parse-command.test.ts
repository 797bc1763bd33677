import { describe, expect, it } from 'vitest';
import { type CommandSyntax, INCOMPLETE } from './command.js';
import { nameAndReason, nothing, oneRun, optionalRun, stepPattern } from './command-arguments.js';
import { choosesProposal, isAddressed, parseCommand } from './parse-command.js';
import { createVocabulary, SpellingTaken } from './vocabulary.js';

const syntax = (
  name: string,
  spellings: readonly string[],
  read: CommandSyntax<object>['read'],
): CommandSyntax<object> => ({ name, usage: `${name} …`, spellings: [name, ...spellings], read });
const vocabulary = createVocabulary([
  syntax('help', ['aide', '?'], ({ rest }) => nothing(rest)),
  syntax('status', ['état'], ({ rest }) => optionalRun(rest)),
  syntax('cancel', ['annule', 'annuler'], ({ rest }) => optionalRun(rest)),
  syntax('rollback', ['roll back', 'reviens en arrière'], ({ rest }) => optionalRun(rest)),
  syntax('logs', ['journaux'], ({ rest }) => oneRun(rest)),
  syntax('skip', ['saute'], ({ rest }) => nameAndReason(rest, stepPattern)),
  syntax('ask', [], ({ text }) => (text === '' ? INCOMPLETE : { text })),
]);
const parse = (body: string, options = {}) => parseCommand(body, vocabulary, options);

describe('parseCommand', () => {
  it.each([
    ['/ops help', 'help', {}],
    ['/ops ?', 'help', {}],
    ['/Ops Help', 'help', {}],
    ['  /ops status', 'status', {}],
    ['/ops etat', 'status', {}],
    ['/ops status r-1f3a', 'status', { run: 'r-1f3a' }],
    ['/ops status\r\nthanks', 'status', {}],
    ['/ops cancel R-1F3A', 'cancel', { run: 'r-1f3a' }],
    ['/ops cancel!', 'cancel', {}],
    ["/ops annule l'exécution", 'cancel', {}],
    ['/ops reviens en arrière', 'rollback', {}],
    ['/ops logs r-1f3a', 'logs', { run: 'r-1f3a' }],
    ['/ops skip migrate --reason fixed by hand', 'skip', { name: 'migrate', reason: 'fixed by hand' }],
    ['/ops ask why?\nand when?', 'ask', { text: 'why?\nand when?' }],
  ])('%s', (body, name, found) => {
    expect(parse(body)).toEqual({ kind: 'command', name, found });
  });

  it.each([
    ['/ops le site est down', 'le site est down'],
    ['/ops status of nginx', 'status of nginx'],
    ['/ops logs', 'logs'],
    ['/ops annule le redémarrage de nginx', 'annule le redémarrage de nginx'],
    ['/ops help me restart nginx', 'help me restart nginx'],
    ['/ops\trestart nginx', 'restart nginx'],
    ['/ops restart nginx\non web-01', 'restart nginx\non web-01'],
    ['/ops 1 and 2', '1 and 2'],
  ])('%s: plain words', (body, words) => {
    expect(parse(body)).toEqual({ kind: 'ask-for', words, removed: [] });
  });

  it.each([
    ['nothing', ''],
    ['no command', 'restart nginx'],
    ['another command', '/opsx help'],
    ['a path', '/ops/help'],
    ['in the middle of a line', 'please /ops cancel'],
    ['on the second line', 'hello\n/ops cancel'],
    ['after an empty line', '\n/ops cancel'],
    ['quoted', '> /ops cancel'],
    ['a quoted reply with words below', '> /ops cancel\n\nno, do not'],
    ['in backticks', '`/ops cancel`'],
    ['in a fence', '```\n/ops cancel\n```'],
    ['in an indented block', '    /ops cancel'],
    ['after a tab', '\t/ops cancel'],
    ['in a list', '- /ops cancel'],
    ['behind a hidden comment', '<!-- x -->/ops cancel'],
    ['behind an invisible character', '\u200B/ops cancel'],
    ['behind a direction mark', '\u202E/ops cancel'],
    ['with look-alike letters', '/оps cancel'],
  ])('%s: nothing', (_name, body) => {
    expect(parse(body)).toBeUndefined();
    expect(isAddressed(body)).toBe(false);
  });
  it('a bare number, where nothing was proposed: nothing', () => {
    expect(parse('1')).toBeUndefined();
  });

  it.each([
    ['/ops cancle r-1f3a', 'cancle', 'cancel', 'cancel r-1f3a'],
    ['/ops stauts', 'stauts', 'status', 'status'],
    ['/ops anule', 'anule', 'cancel', 'cancel'],
    ['/ops skpi migrate --reason done', 'skpi', 'skip', 'skip migrate --reason done'],
    ['/ops lgos r-1f3a', 'lgos', 'logs', 'logs r-1f3a'],
  ])('%s: a near miss', (body, typed, nearest, corrected) => {
    expect(parse(body)).toEqual({ kind: 'near-miss', typed, nearest, corrected });
  });

  it.each([
    '/ops start nginx',
    '/ops stats on the database please',
    '/ops cancle the meeting',
    '/ops lgos of nginx',
    '/ops skpi web-01',
    '/ops саncel r-1f3a',
  ])('%s: words that only resemble a command stay words', (body) => {
    expect(parse(body)?.kind).toBe('ask-for');
  });

  it.each(['/ops skip', '/ops skip migrate', '/ops skip migrate --reason', '/ops skip migrate --reason ""'])(
    '%s: says what is missing',
    (body) => {
      expect(parse(body)).toEqual({ kind: 'incomplete', name: 'skip', usage: 'skip …' });
    },
  );

  it.each([
    ['1', 1],
    [' 2. ', 2],
    ['#3', 3],
    ['n° 4', 4],
    ['12)', 12],
  ])('%s: a number, bare where proposals are open, or after /ops', (body, number) => {
    expect(parse(body, { allowBareNumber: true })).toEqual({ kind: 'choose', number });
    expect(parse(`/ops ${body}`)).toEqual({ kind: 'choose', number });
    expect([isAddressed(body), choosesProposal(body), choosesProposal(`/ops ${body}`)]).toEqual([true, true, true]);
  });

  it.each(['0', '100', '1 or 2', '-1', '1.5', '> 1', '`1`', 'one'])('%s: no bare number', (body) => {
    expect(parse(body, { allowBareNumber: true })).toBeUndefined();
    expect([isAddressed(body), choosesProposal(body)]).toEqual([false, false]);
  });

  it('tells what was hidden in the words', () => {
    expect(parse('/ops restart\u200B nginx <!-- and stop worker -->')).toEqual({
      kind: 'ask-for',
      words: 'restart nginx',
      removed: ['invisible-character', 'html-comment'],
    });
  });

  it.each(['/ops', '/ops <!-- cancel -->'])('%s: nothing is said', (body) => {
    expect(parse(body)).toEqual({ kind: 'nothing' });
  });

  it('reads at most 4,000 characters', () => {
    const command = parse(`/ops restart nginx ${'x'.repeat(10_000)}`);
    expect(command).toMatchObject({ kind: 'ask-for', removed: ['too-long'] });
    expect(command?.kind === 'ask-for' && command.words.length).toBeLessThan(4000);
  });
});

it('two commands may not be typed alike', () => {
  const one = syntax('pause', [], () => ({}));
  expect(() => createVocabulary([one, syntax('hold', ['PAUSE'], () => ({}))])).toThrow(SpellingTaken);
});
