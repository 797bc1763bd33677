/** So many at a time; who comes later waits, in the order of coming. */
export interface Turns {
  /** Resolves with what gives the turn back. */
  take(): Promise<() => void>;
}

export function createTurns(count: number): Turns {
  const waiting: (() => void)[] = [];
  let taken = 0;
  const give = (): void => {
    const next = waiting.shift();
    if (next === undefined) taken -= 1;
    else next();
  };
  return {
    async take() {
      if (taken < count) taken += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      return give;
    },
  };
}
