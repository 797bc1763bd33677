import type { JsonObject } from './json-object.js';

export const reactionContents = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;
export type ReactionContent = (typeof reactionContents)[number];

export interface Reaction {
  readonly id: number;
  readonly content: ReactionContent;
  readonly user: JsonObject;
  readonly createdAt: string;
}

export interface Reactions {
  /** One for each person and content: a second time gives the first. */
  add(subject: string, reaction: Omit<Reaction, 'id'>): { readonly reaction: Reaction; readonly added: boolean };
  list(subject: string): readonly Reaction[];
  remove(subject: string, id: number): boolean;
  /** The counts that comments and issues carry. */
  counts(subject: string): JsonObject;
}

/** Keeps reactions by the API URL of what they are on; the emulator has none. */
export function createReactions(): Reactions {
  const bySubject = new Map<string, Reaction[]>();
  const list = (subject: string): Reaction[] => bySubject.get(subject) ?? [];
  let lastId = 0;

  return {
    add(subject, given) {
      const same = list(subject).find((one) => one.content === given.content && one.user.login === given.user.login);
      if (same !== undefined) return { reaction: same, added: false };
      lastId += 1;
      const reaction = { id: lastId, ...given };
      bySubject.set(subject, [...list(subject), reaction]);
      return { reaction, added: true };
    },
    list,
    remove(subject, id) {
      const left = list(subject).filter((one) => one.id !== id);
      const removed = left.length < list(subject).length;
      bySubject.set(subject, left);
      return removed;
    },
    counts(subject) {
      const all = list(subject);
      const count = (content: ReactionContent) => all.filter((one) => one.content === content).length;
      const counts = reactionContents.map((content) => [content, count(content)] as const);
      return { url: `${subject}/reactions`, total_count: all.length, ...Object.fromEntries(counts) };
    },
  };
}
