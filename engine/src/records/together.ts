/** What one sending at most takes; more waits for the next. */
const MOST_TOGETHER = 50;

/**
 * Group commit: what is asked for while a sending is under way is sent together when that is over. Alone, an item is sent
 * at once, so nobody ever waits for company. A hundred servers that end a step at the same moment then cost a few commits
 * instead of a hundred, which a disk that takes milliseconds for each would queue up.
 *
 * Sending must be harmless to repeat: when a sending of several fails, each is sent again by itself, so that one that
 * cannot be recorded fails alone.
 *
 * @param send answers in the order of the items
 */
export function together<Item, Answer>(
  send: (items: readonly Item[]) => Promise<readonly Answer[]>,
): (item: Item) => Promise<Answer> {
  const waiting: Asked<Item, Answer>[] = [];
  let sending = false;

  const sendOne = async ({ item, resolve, reject }: Asked<Item, Answer>): Promise<void> => {
    try {
      const [answer] = await send([item]);
      // send answers each item
      resolve(answer as Answer);
    } catch (error) {
      reject(error);
    }
  };
  const sendGroup = async (group: readonly Asked<Item, Answer>[]): Promise<void> => {
    const [first, second] = group;
    if (first !== undefined && second === undefined) return sendOne(first);
    try {
      const answers = await send(group.map(({ item }) => item));
      for (const [index, { resolve }] of group.entries()) {
        // send answers each item
        resolve(answers[index] as Answer);
      }
    } catch {
      await Promise.all(group.map(sendOne));
    }
  };
  const sendAll = async (): Promise<void> => {
    sending = true;
    while (waiting.length > 0) await sendGroup(waiting.splice(0, MOST_TOGETHER));
    sending = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!sending) void sendAll();
    });
}

interface Asked<Item, Answer> {
  readonly item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}
