import { describe, expect, it } from 'vitest';
import { parseCommand } from './parse-command.js';

describe('parseCommand', () => {
  it.each([
    ['/ops', { kind: 'help' }],
    ['/ops help', { kind: 'help' }],
    ['/ops aide', { kind: 'help' }],
    ['/ops ?', { kind: 'help' }],
    ['/Ops Help', { kind: 'help' }],
    ['  /ops status', { kind: 'status' }],
    ['/ops statut', { kind: 'status' }],
    ['/ops état', { kind: 'status' }],
    ['/ops status r-1f3a', { kind: 'status', run: 'r-1f3a' }],
    ['/ops cancel', { kind: 'cancel' }],
    ['/ops cancel R-1F3A', { kind: 'cancel', run: 'r-1f3a' }],
    ['/ops annule', { kind: 'cancel' }],
    ['/ops annuler le run', { kind: 'cancel' }],
    ["/ops annule l'exécution", { kind: 'cancel' }],
    ['/ops pause', { kind: 'pause' }],
    ['/ops mets en pause', { kind: 'pause' }],
    ['/ops resume', { kind: 'resume' }],
    ['/ops reprends', { kind: 'resume' }],
    ['/ops retry', { kind: 'retry' }],
    ['/ops réessaie', { kind: 'retry' }],
    ['/ops reessayer', { kind: 'retry' }],
    ['/ops rollback', { kind: 'rollback' }],
    ['/ops roll back', { kind: 'rollback' }],
    ['/ops reviens en arrière', { kind: 'rollback' }],
    ['/ops confirm', { kind: 'confirm' }],
    ['/ops confirme', { kind: 'confirm' }],
    ['/ops je confirme', { kind: 'confirm' }],
    ['/ops runs', { kind: 'runs' }],
    ['/ops exécutions', { kind: 'runs' }],
    ['/ops servers', { kind: 'servers' }],
    ['/ops serveurs', { kind: 'servers' }],
    ['/ops skip migrate --reason fixed by hand', { kind: 'skip', step: 'migrate', reason: 'fixed by hand' }],
    ['/ops skip migrate --reason "fixed by hand"', { kind: 'skip', step: 'migrate', reason: 'fixed by hand' }],
    ['/ops saute migrate --raison réparé à la main', { kind: 'skip', step: 'migrate', reason: 'réparé à la main' }],
    ['/ops emergency customers cannot pay', { kind: 'emergency', reason: 'customers cannot pay' }],
    ['/ops urgence on ne peut plus payer\nmerci', { kind: 'emergency', reason: 'on ne peut plus payer' }],
    ['/ops emergency', { kind: 'incomplete', command: 'emergency', usage: 'emergency REASON' }],
    ['/ops logs r-1f3a', { kind: 'logs', run: 'r-1f3a' }],
    ['/ops logs r-1f3a restart', { kind: 'logs', run: 'r-1f3a', step: 'restart' }],
    ['/ops logs r-1f3a web-01', { kind: 'logs', run: 'r-1f3a', server: 'web-01' }],
    ['/ops journaux r-1f3a restart web-01', { kind: 'logs', run: 'r-1f3a', step: 'restart', server: 'web-01' }],
    ['/ops 1', { kind: 'choose', number: 1 }],
    ['/ops 2.', { kind: 'choose', number: 2 }],
    ['/ops #12', { kind: 'choose', number: 12 }],
    ['/ops status\r\nthanks', { kind: 'status' }],
    ['/ops cancel!', { kind: 'cancel' }],
  ])('%s', (body, expected) => {
    expect(parseCommand(body)).toEqual(expected);
  });

  it.each([
    ['/ops le site est down', 'le site est down'],
    ['/ops status of nginx', 'status of nginx'],
    ['/ops état de nginx', 'état de nginx'],
    ['/ops logs of nginx', 'logs of nginx'],
    ['/ops logs', 'logs'],
    ['/ops retry the backup', 'retry the backup'],
    ['/ops pause nginx', 'pause nginx'],
    ['/ops ignore the alerts', 'ignore the alerts'],
    ['/ops annule le redémarrage de nginx', 'annule le redémarrage de nginx'],
    ['/ops stop nginx', 'stop nginx'],
    ['/ops help me restart nginx', 'help me restart nginx'],
    ['/ops\trestart nginx', 'restart nginx'],
    ['/ops restart nginx\non web-01', 'restart nginx\non web-01'],
    ['/ops cancel r-1f3a and restart nginx', 'cancel r-1f3a and restart nginx'],
    ['/ops 1 and 2', '1 and 2'],
  ])('%s: plain words', (body, words) => {
    expect(parseCommand(body)).toEqual({ kind: 'ask-for', words, removed: [] });
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
    ['a bare number, where nothing was proposed', '1'],
  ])('%s: nothing', (_name, body) => {
    expect(parseCommand(body)).toBeUndefined();
  });

  it.each([
    ['/ops cancle r-1f3a', 'cancle', 'cancel'],
    ['/ops stauts', 'stauts', 'status'],
    ['/ops rolback', 'rolback', 'rollback'],
    ['/ops conifrm', 'conifrm', 'confirm'],
    ['/ops anule', 'anule', 'cancel'],
    ['/ops skpi migrate --reason done', 'skpi', 'skip'],
    ['/ops lgos r-1f3a', 'lgos', 'logs'],
  ] as const)('%s: a near miss', (body, typed, nearest) => {
    expect(parseCommand(body)).toMatchObject({ kind: 'near-miss', typed, nearest });
  });

  it.each([
    '/ops start nginx',
    '/ops stats on the database please',
    '/ops cancle the meeting',
    '/ops lgos of nginx',
    '/ops check',
  ])('%s: words that only resemble a command stay words', (body) => {
    expect(parseCommand(body)?.kind).toBe('ask-for');
  });

  it.each([
    ['/ops skip', 'skip'],
    ['/ops skip migrate', 'skip'],
    ['/ops skip migrate --reason', 'skip'],
    ['/ops skip migrate --reason ""', 'skip'],
    ['/ops logs r-1f3a ../../etc passwd', 'logs'],
  ])('%s: says what is missing', (body, command) => {
    expect(parseCommand(body)).toMatchObject({ kind: 'incomplete', command });
  });

  it.each([
    ['1', 1],
    [' 2. ', 2],
    ['#3', 3],
    ['n° 4', 4],
    ['12)', 12],
  ])('%s: a bare number, where proposals are open', (body, number) => {
    expect(parseCommand(body, { allowBareNumber: true })).toEqual({ kind: 'choose', number });
  });

  it.each(['0', '100', '1 or 2', '-1', '1.5', '> 1', '`1`', 'one'])('%s: no bare number', (body) => {
    expect(parseCommand(body, { allowBareNumber: true })).toBeUndefined();
  });

  it('tells what was hidden in the words', () => {
    expect(parseCommand('/ops restart\u200B nginx <!-- and stop worker -->')).toEqual({
      kind: 'ask-for',
      words: 'restart nginx',
      removed: ['invisible-character', 'html-comment'],
    });
  });

  it('does not take a command from what was hidden', () => {
    expect(parseCommand('/ops <!-- cancel -->')).toEqual({ kind: 'help' });
  });

  it('reads at most 4,000 characters', () => {
    const command = parseCommand(`/ops restart nginx ${'x'.repeat(10_000)}`);
    expect(command).toMatchObject({ kind: 'ask-for', removed: ['too-long'] });
    expect(command?.kind === 'ask-for' && command.words.length).toBeLessThan(4000);
  });
});
