import { validationFailed } from './api.js';
import { type JsonObject, textAt } from './json-object.js';

/** Characters that GitHub takes in a comment, or the body of an issue, a pull request or a review. */
export const bodyLimit = 65_536;

/** Throws GitHub's 422 for a text that is too long. */
export function checkLength(body: JsonObject): void {
  const length = [...(textAt(body, 'body') ?? '')].length;
  if (length > bodyLimit) {
    throw validationFailed({
      resource: 'IssueComment',
      code: 'unprocessable',
      field: 'data',
      message: `Body is too long (maximum is ${bodyLimit} characters)`,
    });
  }
}
