/** Calls GitHub as one of the sample people. */
export interface Person {
  readonly login: string;
  request(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: unknown }>;
}
export interface Said {
  readonly id: number;
  readonly login: string;
  readonly body: string;
  readonly url: string;
}

/** A failed expectation of a story: what should have been true, and what was. */
export class StoryFailed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StoryFailed';
  }
}

const lookEveryMs = 40;

/** One repository, seen and written to over GitHub's API as people see it; nothing here looks into our own records. */
export function createConversation(repository: string, reader: Person) {
  const api = `/repos/${repository}`;
  async function call(person: Person, method: string, path: string, body?: unknown): Promise<unknown> {
    const { status, body: data } = await person.request(method, `${api}${path}`, body);
    if (status === 404) throw new StoryFailed(`GitHub knows no ${path.slice(1).split('/', 2).join(' ')}`);
    if (status >= 400)
      throw new StoryFailed(
        `${person.login}: ${method} ${path} was answered ${status}: ${JSON.stringify(data).slice(0, 300)}`,
      );
    return data;
  }
  const toSaid = (raw: unknown): Said => {
    const comment = asRecord(raw);
    return {
      id: Number(comment.id),
      login: String(asRecord(comment.user).login),
      body: String(comment.body ?? ''),
      url: String(comment.html_url),
    };
  };
  return {
    async openIssue(person: Person, title: string, body = ''): Promise<number> {
      return Number(asRecord(await call(person, 'POST', '/issues', { title, body })).number);
    },
    async say(person: Person, issue: number, body: string): Promise<Said> {
      return toSaid(await call(person, 'POST', `/issues/${issue}/comments`, { body }));
    },
    async comments(issue: number): Promise<Said[]> {
      const list = await call(reader, 'GET', `/issues/${issue}/comments?per_page=100`);
      return Array.isArray(list) ? list.map(toSaid) : [];
    },
    async pull(number: number): Promise<Record<string, unknown>> {
      return asRecord(await call(reader, 'GET', `/pulls/${number}`));
    },
    async approve(person: Person, pull: number, body = ''): Promise<void> {
      await call(person, 'POST', `/pulls/${pull}/reviews`, { event: 'APPROVE', body });
    },
    async merge(person: Person, pull: number): Promise<void> {
      await call(person, 'PUT', `/pulls/${pull}/merge`, {});
    },
    /**
     * Waits until something can be seen on GitHub.
     *
     * @param look returns undefined until it is there.
     * @throws {StoryFailed} after `withinMs`, naming what was awaited.
     */
    async until<T>(what: string, look: () => Promise<T | undefined>, withinMs = 60_000): Promise<T> {
      const start = Date.now();
      for (;;) {
        const seen = await look();
        if (seen !== undefined) return seen;
        if (Date.now() - start > withinMs) throw new StoryFailed(`${what}: not seen within ${withinMs / 1000} s`);
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
    },
  };
}
export type Conversation = ReturnType<typeof createConversation>;

/** @throws {StoryFailed} when GitHub answered with something that is no object. */
export function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new StoryFailed(`GitHub answered ${JSON.stringify(value)}`);
  // an object of JSON; its fields stay unknown
  return value as Record<string, unknown>;
}
