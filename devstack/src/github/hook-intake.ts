import type { CommentIndex } from './comment-index.js';
import { isJsonObject, type JsonObject, numberAt, objectAt, textAt } from './json-object.js';
import type { PullPresentation } from './present-pull.js';

export interface HookIntakeDeps {
  readonly pulls: PullPresentation;
  readonly comments: CommentIndex;
  readonly mended: (body: unknown) => unknown;
  readonly send: (event: string, payload: JsonObject) => void;
}

/** Takes a webhook of the emulator, makes its payload say what GitHub's says, and passes it on under a new GUID. */
export function createHookIntake({ pulls, comments, mended, send }: HookIntakeDeps) {
  return async (event: string, payload: unknown): Promise<void> => {
    if (!isJsonObject(payload)) return;
    const pull = objectAt(payload, 'pull_request');
    if (event === 'issue_comment') {
      const comment = objectAt(payload, 'comment');
      if (comment !== undefined) comments.note(comment);
    }
    const shown: JsonObject = {
      ...payload,
      ...(pull === undefined ? {} : { pull_request: await pulls.full(pull), number: numberAt(pull, 'number') }),
      ...reviewOf(payload),
      ...changesOf(event, payload, comments),
    };
    const finished = mended(shown);
    if (isJsonObject(finished)) send(event, finished);
  };
}

/** The state of a review is upper case in the API and lower case in webhooks. */
function reviewOf(payload: JsonObject): JsonObject {
  const review = objectAt(payload, 'review');
  return review === undefined ? {} : { review: { ...review, state: textAt(review, 'state')?.toLowerCase() } };
}

function changesOf(event: string, payload: JsonObject, comments: CommentIndex): JsonObject {
  if (event !== 'issue_comment' || payload.action !== 'edited') return {};
  const from = comments.get(numberAt(payload, 'comment', 'id') ?? 0)?.previousBody;
  return { changes: from === undefined ? {} : { body: { from } } };
}
