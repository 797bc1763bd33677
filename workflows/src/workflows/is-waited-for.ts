import type { GateDecision, Steer, WaitsFor } from '../contract.js';

/**
 * Whether a run that waits for this does something with that word. A cancel and a rollback are heeded whenever they come.
 *
 * @param pausing whether it was told to pause after the step at hand.
 */
export function isWaitedFor(word: Steer | GateDecision, waitsFor: WaitsFor, pausing: boolean): boolean {
  if ('approve' in word)
    return waitsFor.kind === 'gate' && waitsFor.step === word.step && mayDecide(word, waitsFor.role);
  switch (word.kind) {
    case 'cancel':
    case 'rollback':
      return true;
    case 'pause':
      // what waits already would have forgotten it by the time it goes on
      return waitsFor.kind === 'nobody' || waitsFor.kind === 'gate';
    case 'resume':
      return waitsFor.kind === 'resume' || pausing;
    case 'retry':
      return waitsFor.kind === 'way-on';
    case 'skip':
      return waitsFor.kind === 'way-on' && waitsFor.steps.includes(word.step);
    default:
      return word satisfies never;
  }
}

/** A no stops, and needs no more than an operator; a yes needs the role that the gate asks for. */
export const mayDecide = ({ approve, role }: GateDecision, asked: 'operator' | 'admin'): boolean =>
  role === 'admin' || (role === 'operator' && (asked === 'operator' || !approve));
