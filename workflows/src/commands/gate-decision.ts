import type { Localized } from '@chatops-commander/engine/actions/action';
import { type CommandWords, INCOMPLETE } from '@chatops-commander/engine/request/command';
import { asRun, saysNoMore, splitFlags, stepPattern } from '@chatops-commander/engine/request/command-arguments';
import type { Call, ToldRun } from './command.js';
import type { CommandDeps } from './command-deps.js';
import { authorOf, runAtHand } from './run-at-hand.js';
import { noSuchRun, say } from './say.js';
import { tellAs } from './tell-run.js';

export interface GateWords {
  readonly step: string;
  readonly run?: string;
  readonly reason?: string;
}

/** `STEP [RUN] [--reason TEXT]`: a bare word of agreement names no step, and is no decision. */
export function readGateWords({ rest }: CommandWords): GateWords | typeof INCOMPLETE | undefined {
  const { words, flags } = splitFlags(rest);
  const [step, named, ...more] = words;
  if (step === undefined) return INCOMPLETE;
  if (!stepPattern.test(step)) return undefined;
  const run = asRun(named);
  if (named !== undefined && run === undefined) return undefined;
  if (!saysNoMore(more)) return undefined;
  const reason = flags.get('reason');
  return { step, ...(run === undefined ? {} : { run }), ...(reason ? { reason } : {}) };
}

/** Tells the run that waits. Whether it does, and whether this role is enough for that step, the run decides. */
export async function decideGate(
  approve: boolean,
  { step, run: named, reason }: GateWords,
  { situation, role }: Call,
  deps: CommandDeps,
): Promise<string | ToldRun> {
  const { language } = situation.request;
  const run = await runAtHand(named, situation, deps);
  if (run === undefined) return say(language, noSuchRun);
  // asked for by a role at least; without one nobody gets here
  const decision = { approve, step, role: role ?? 'viewer', ...authorOf(situation), ...(reason ? { reason } : {}) };
  return await tellAs(run, said(approve, step), situation, deps, () =>
    deps.decideGate({ runId: run.id, attempt: run.attempt }, decision),
  );
}

const said = (approve: boolean, step: string): Localized =>
  approve
    ? { en: `If it waits for \`${step}\`, it goes on.`, fr: `Si elle attend pour \`${step}\`, elle continue.` }
    : {
        en: `If it waits for \`${step}\`, it does not go on: no is the answer.`,
        fr: `Si elle attend pour \`${step}\`, elle ne continue pas : la réponse est non.`,
      };
