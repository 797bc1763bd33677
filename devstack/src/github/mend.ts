import { isJsonObject, type JsonObject, numberAt, textAt } from './json-object.js';

export interface MendContext {
  readonly isMember: (login: string) => boolean;
  readonly isPull: (number: number) => boolean;
  /** The app as comments and check runs embed it. */
  readonly app: JsonObject;
  readonly botLogin: string;
  /** The counts of reactions on what an API URL names. */
  readonly reactions: (url: string) => JsonObject;
  /** The words of a review, where they were changed since. */
  readonly reviewBody: (nodeId: string) => string | undefined;
}

/** Makes an emulator's JSON say what GitHub's says, where that needs nothing but the value and what the front knows. */
export function mend(value: unknown, context: MendContext): unknown {
  if (Array.isArray(value)) return value.map((item) => mend(item, context));
  if (!isJsonObject(value)) return value;
  const mended: JsonObject = {};
  for (const [key, inner] of Object.entries(value)) {
    mended[key] = key.endsWith('_at') && typeof inner === 'string' ? wholeSeconds(inner) : mend(inner, context);
  }
  mendAuthor(mended, context);
  mendReactions(mended, context);
  mendCheckRun(mended, context);
  mendIssueOfPull(mended, context);
  mendCommentOnPull(mended, context);
  mendReview(mended, context);
  return mended;
}

/** GitHub's times have no fractions; a client that compares them must see the same here. */
export const wholeSeconds = (time: string): string => time.replace(/\.\d+Z$/, 'Z');

function mendAuthor(value: JsonObject, { isMember, app, botLogin }: MendContext): void {
  const login = textAt(value, 'user', 'login');
  if (login === undefined) return;
  if ('author_association' in value) value.author_association = isMember(login) ? 'MEMBER' : 'NONE';
  if ('performed_via_github_app' in value) value.performed_via_github_app = login === botLogin ? app : null;
}

function mendReactions(value: JsonObject, { reactions }: MendContext): void {
  const url = textAt(value, 'url');
  if ('reactions' in value && url !== undefined) value.reactions = reactions(url);
}

function mendCheckRun(value: JsonObject, { app }: MendContext): void {
  const isRunOrSuite = 'check_suite' in value || 'head_branch' in value;
  if (isRunOrSuite && value.app === null) value.app = app;
}

function mendIssueOfPull(value: JsonObject, { isPull }: MendContext): void {
  const number = numberAt(value, 'number');
  if (number === undefined || !('timeline_url' in value) || !isPull(number)) return;
  const htmlUrl = textAt(value, 'html_url')?.replace(/\/issues\/(\d+)$/, '/pull/$1');
  const apiUrl = textAt(value, 'url')?.replace(/\/issues\/(\d+)$/, '/pulls/$1');
  value.html_url = htmlUrl;
  value.pull_request ??= {
    url: apiUrl,
    html_url: htmlUrl,
    diff_url: `${htmlUrl}.diff`,
    patch_url: `${htmlUrl}.patch`,
  };
}

function mendCommentOnPull(value: JsonObject, { isPull }: MendContext): void {
  const number = /\/issues\/(\d+)$/.exec(textAt(value, 'issue_url') ?? '')?.[1];
  const htmlUrl = textAt(value, 'html_url');
  if (number === undefined || htmlUrl === undefined || !isPull(Number(number))) return;
  value.html_url = htmlUrl.replace(/\/issues\/(\d+)#/, '/pull/$1#');
}

function mendReview(value: JsonObject, { reviewBody }: MendContext): void {
  const nodeId = textAt(value, 'node_id');
  if (nodeId === undefined || !('submitted_at' in value)) return;
  value.body = reviewBody(nodeId) ?? value.body;
}
