import { StoryFailed } from './conversation.js';
import type { Screen } from './stage.js';

/** A claim that must be true, checked now. @throws {StoryFailed} when it is not. */
export function check(screen: Screen, claim: string, holds: boolean): void {
  if (!holds) throw new StoryFailed(`not true: ${claim}`);
  screen.checked(claim);
}

/** HTTP status from outside, undefined when nothing answers. */
export async function statusOf(url: string): Promise<number | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.status;
  } catch {
    return undefined;
  }
}
