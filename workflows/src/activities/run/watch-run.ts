import type { StepOutcome } from '@chatops-commander/engine/execution/step-run';
import type { WatchFigures } from './run-plan.js';

export interface WatchDeps {
  /** One look. Never throws for what it sees. */
  look(signal: AbortSignal): Promise<StepOutcome['kind']>;
  /** Resolves after so many milliseconds, or when the signal aborts. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
}
/** What is kept by heartbeats, so that another worker goes on where one died. */
export interface WatchPosition {
  readonly figures: WatchFigures;
  /** When it was last looked. */
  readonly at: number;
  /** Since when it has been down; undefined while it is well. */
  readonly downSince: number | undefined;
}

const nothingSeen: WatchFigures = { checks: 0, failed: 0, downtimeMs: 0, longestMs: 0, unwatchedMs: 0 };

/** Where watching begins, or goes on after a gap in which nobody looked. */
export function beginWatching(
  soFar: WatchFigures | undefined,
  found: WatchPosition | undefined,
  now: number,
): WatchPosition {
  if (found === undefined) return { figures: soFar ?? nothingSeen, at: now, downSince: undefined };
  const { figures } = found;
  return {
    figures: { ...figures, unwatchedMs: figures.unwatchedMs + Math.max(0, now - found.at) },
    at: now,
    downSince: found.downSince === undefined ? undefined : now,
  };
}

/** Looks every so many milliseconds until the signal aborts. Downtime lasts from a bad look to the next good one. */
export async function watch(
  begun: WatchPosition,
  everyMs: number,
  deps: WatchDeps,
  life: { readonly signal: AbortSignal; onLook(position: WatchPosition): void },
): Promise<WatchFigures> {
  let position = begun;
  while (!life.signal.aborted) {
    const at = deps.now();
    const kind = await deps.look(life.signal);
    // what an abort cut short says nothing of what was watched
    if (life.signal.aborted) break;
    position = afterLook(position, at, kind === 'done' || kind === 'already-so');
    life.onLook(position);
    await deps.pause(Math.max(0, at + everyMs - deps.now()), life.signal);
  }
  return upTo(position, deps.now()).figures;
}

function afterLook(before: WatchPosition, at: number, well: boolean): WatchPosition {
  const { figures, downSince } = upTo(before, at);
  return {
    figures: { ...figures, checks: figures.checks + 1, failed: figures.failed + (well ? 0 : 1) },
    at,
    downSince: well ? undefined : (downSince ?? at),
  };
}

/** The time since the last look counts as down when that look was bad. */
function upTo(position: WatchPosition, now: number): WatchPosition {
  const { figures, at, downSince } = position;
  if (downSince === undefined) return position;
  const downtimeMs = figures.downtimeMs + Math.max(0, now - at);
  return {
    ...position,
    at: now,
    figures: { ...figures, downtimeMs, longestMs: Math.max(figures.longestMs, now - downSince) },
  };
}
