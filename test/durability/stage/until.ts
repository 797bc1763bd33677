import { setTimeout as pause } from 'node:timers/promises';

const lookEveryMs = 30;
/** Against hanging, never a measure: on a busy machine the real parts take their time. */
const patienceMs = 90_000;

/** Something that was awaited did not come. */
export class NeverCame extends Error {
  override readonly name = 'NeverCame';

  constructor(
    readonly what: string,
    readonly last: unknown,
  ) {
    super(`${what}: not seen within ${patienceMs / 1000} s; last seen: ${JSON.stringify(last) ?? 'nothing'}`);
  }
}

/**
 * Waits until `look` gives something. What it throws counts as not yet: the parts asked may be away.
 *
 * @param seen what to tell when it never comes. @throws {NeverCame}
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  seen: () => unknown = () => undefined,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  let trouble: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (error) {
      trouble = String(error);
    }
    if (Date.now() > deadline)
      throw new NeverCame(
        what,
        await Promise.resolve(seen())
          .catch(String)
          .then((last) => last ?? trouble),
      );
    await pause(lookEveryMs);
  }
}
