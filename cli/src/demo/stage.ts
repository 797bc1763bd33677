import type { Conversation, Person } from './conversation.js';

/** What the stories check on the server itself, never in our own records. */
export interface SampleSite {
  readonly name: string;
  readonly url: string;
  /** Process id of the site now; undefined when it does not run. */
  pid(): number | undefined;
  /** Ends it the way a real one dies, with a line in its log that says why. */
  crash(): Promise<{ readonly logLine: string }>;
  /** How often it was started, counted in its own log. */
  starts(): Promise<number>;
}
export interface Screen {
  title(text: string): void;
  note(text: string): void;
  /** A comment, a review or a merge, as GitHub would show it. */
  said(login: string, body: string, where?: string): void;
  link(label: string, url: string): void;
  checked(text: string): void;
}
export interface Stage {
  readonly conversation: Conversation;
  readonly screen: Screen;
  readonly bot: string;
  /** The person on call: an operator. */
  readonly alice: Person;
  /** Another operator. */
  readonly bruno: Person;
  /** May read the repository, and has no role. */
  readonly eve: Person;
  readonly site: SampleSite;
  readonly servers: readonly string[];
  readonly temporalUi: string;
}
