import type { Localized, Outputs } from '../actions/action.js';
import { sayDuration } from '../actions/say-figures.js';
import { FACTS_COMMAND, parseFacts } from '../actions/system/system-info.js';
import { HostKeyChanged, HostKeyNotPinned, SecretMissing, SshError } from '../ssh/errors.js';
import type { RemoteReads, ServerAddress } from '../ssh/remote-execution.js';
import type { Pacing } from './step-run.js';

const EVERY_MS = 1000;
/** A server on its way down may hold a connection open and never answer. */
const LOOK_MS = 5000;

export type Returned =
  | { readonly kind: 'back'; readonly outputs: Outputs; readonly summary: Localized; readonly durationMs: number }
  | { readonly kind: 'not-back'; readonly reason: Localized; readonly durationMs: number };

/**
 * Looks every second until the server answers under another boot id than before. Whatever a server that goes down or
 * comes up refuses is waited out; a host key that changed meanwhile throws at once.
 */
export async function awaitReturn(
  deps: Pacing & { readonly reads: RemoteReads },
  asked: {
    readonly server: ServerAddress;
    /** Undefined when nobody knows it, so that no answer can prove a reboot. */
    readonly bootIdBefore: string | undefined;
    readonly withinMs: number;
  },
  life: { readonly signal: AbortSignal; onAlive?(): void },
): Promise<Returned> {
  const { server, bootIdBefore, withinMs } = asked;
  const begun = deps.monotonic();
  let trouble: Localized | undefined;
  for (;;) {
    life.signal.throwIfAborted();
    life.onAlive?.();
    const seen = await look(deps.reads, server, life.signal);
    const durationMs = Math.round(deps.monotonic() - begun);
    if (seen.kind === 'up' && bootIdBefore !== undefined && seen.bootId !== bootIdBefore) {
      return { kind: 'back', durationMs, ...sayBack(seen.bootId, bootIdBefore, durationMs) };
    }
    trouble = seen.kind === 'away' ? seen.because : undefined;
    if (durationMs + EVERY_MS > withinMs) return { kind: 'not-back', durationMs, reason: sayAway(withinMs, trouble) };
    await deps.pause(EVERY_MS, life.signal);
  }
}

type Seen =
  | { readonly kind: 'up'; readonly bootId: string }
  | { readonly kind: 'away'; readonly because: Localized | undefined };

async function look(reads: RemoteReads, server: ServerAddress, signal: AbortSignal): Promise<Seen> {
  try {
    const command = { ...FACTS_COMMAND, timeoutMs: LOOK_MS };
    const facts = parseFacts(await reads.read(server, command, { maxBytes: 64 * 1024, signal }));
    return facts === undefined ? { kind: 'away', because: undefined } : { kind: 'up', bootId: facts.bootId };
  } catch (error) {
    const isFinal =
      error instanceof HostKeyChanged || error instanceof HostKeyNotPinned || error instanceof SecretMissing;
    if (!(error instanceof SshError) || isFinal || signal.aborted) throw error;
    return { kind: 'away', because: error.describe() };
  }
}

function sayBack(bootId: string, bootIdBefore: string, durationMs: number) {
  const seconds = Math.round(durationMs / 100) / 10;
  return {
    outputs: { bootId, bootIdBefore, seconds },
    summary: {
      en: `rebooted; it answered again after ${seconds} s`,
      fr: `redémarré ; il a répondu de nouveau après ${String(seconds).replace('.', ',')} s`,
    },
  };
}

function sayAway(withinMs: number, trouble: Localized | undefined): Localized {
  const within = sayDuration(withinMs / 1000);
  return trouble === undefined
    ? {
        en: `the server did not reboot within ${within.en}: it still answers under the same boot id. Something holds the shutdown up; look at systemctl list-jobs there`,
        fr: `le serveur n'a pas redémarré dans les ${within.fr} : il répond encore avec le même identifiant de démarrage. Quelque chose retient l'arrêt ; regardez systemctl list-jobs sur place`,
      }
    : {
        en: `the server did not come back within ${within.en}: ${trouble.en}`,
        fr: `le serveur n'est pas revenu dans les ${within.fr} : ${trouble.fr}`,
      };
}
