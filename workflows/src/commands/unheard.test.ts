import { describe, expect, test } from 'vitest';
import type { WaitsFor } from '../contract.js';
import { commandStage } from './command-stage.fixture.js';

const wayOn: WaitsFor = { kind: 'way-on', steps: ['migrate'] };
const gate: WaitsFor = { kind: 'gate', step: 'ask', role: 'admin' };

describe('a word that the run does not wait for', () => {
  test.each<[string, WaitsFor, string, string]>([
    ['skip migrate --reason done', { kind: 'nobody' }, 'goes on by itself (running)', '/ops cancel r-abc'],
    ['retry', { kind: 'nobody' }, 'goes on by itself (running)', '/ops pause r-abc'],
    ['skip other --reason done', wayOn, 'waits at `migrate`, which failed', '/ops skip migrate --reason TEXT'],
    ['resume', wayOn, 'waits at `migrate`, which failed', '/ops retry r-abc'],
    ['retry', { kind: 'resume' }, 'is paused', '/ops resume r-abc'],
    ['approve ask', gate, 'somebody with the role admin', '/ops approve ask r-abc'],
    ['deny other', gate, 'waits at `ask`', '/ops deny ask r-abc'],
  ])('%s: says what it waits for, with no sign as if it were heard', async (words, waitsFor, because, way) => {
    const { answer, signs, audited, effects } = await commandStage({ waitsFor }).say(`/ops ${words}`);
    expect(answer).toContain('That changed nothing:');
    expect(answer).toContain(because);
    expect(answer).toContain(way);
    expect(signs).toEqual([]);
    expect(effects).toEqual([]);
    expect(audited).toEqual(['request.received', 'run.told', 'run.unheard']);
  });
  test.each<[string, WaitsFor, string]>([
    ['saute migrate --raison réparé', { kind: 'nobody' }, 'avance seule (en cours)'],
    ['reprends', wayOn, 'attend à `migrate`, en échec'],
    ['deny ask --reason pas encore', gate, 'le oui de quelqu'],
  ])('%s: in French', async (words, waitsFor, because) => {
    const { answer } = await commandStage({ waitsFor }).say(`/ops ${words}`);
    expect(answer).toContain('rien changé :');
    expect(answer).toContain(because);
  });
});

test.each(['pause', 'resume', 'retry', 'rollback', 'approve ask'])(
  '%s of a run that is undoing: no word stops that',
  async (words) => {
    const { answer, effects } = await commandStage({ runs: [{ state: 'rolling-back' }] }).say(`/ops ${words}`);
    expect(answer).toContain('half undone');
    expect(effects).toEqual([]);
  },
);
