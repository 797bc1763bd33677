/**
 * Joins calls about the same thing: while one is under way, all that come share one more, which begins after it. So
 * each is followed by work that began after it came, and a flood of calls costs no more than one after the other.
 *
 * @param keyOf what a call is about.
 * @returns rejects as the work does that it waited for.
 */
export function joinCalls<Input>(
  keyOf: (input: Input) => string,
  work: (input: Input) => Promise<void>,
): (input: Input) => Promise<void> {
  interface Going {
    readonly current: Promise<void>;
    next?: Promise<void>;
  }
  const going = new Map<string, Going>();
  const begin = (key: string, input: Input): Promise<void> => {
    const current = work(input);
    const entry: Going = { current };
    going.set(key, entry);
    const end = () => {
      if (going.get(key) === entry && entry.next === undefined) going.delete(key);
    };
    current.then(end, end);
    return current;
  };
  return (input) => {
    const key = keyOf(input);
    const entry = going.get(key);
    if (entry === undefined) return begin(key, input);
    entry.next ??= entry.current.then(
      () => begin(key, input),
      () => begin(key, input),
    );
    return entry.next;
  };
}
