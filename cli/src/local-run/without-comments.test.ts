import { expect, test } from 'vitest';
import { withoutComments } from './without-comments.js';

test.each([
  ['a way to look that the command line has', '`r-1` · `/ops logs r-1`', '`r-1` · `chatops logs r-1`'],
  ['the same as a block', 'See:\n\n```text\n/ops logs r-1\n```', 'See:\n\n```text\nchatops logs r-1\n```'],
  ['how to steer by comment', 'Running.\n\nTo stop: `/ops cancel r-1`', 'Running.'],
  [
    'a pull request that there is not',
    '`r-1` · approved by `ann` · #1 · `/ops logs r-1`',
    '`r-1` · approved by `ann` · `chatops logs r-1`',
  ],
  ['a path that looks like it', 'wrote /srv/ops/x', 'wrote /srv/ops/x'],
])('%s', (_case, said, printed) => {
  expect(withoutComments(said)).toBe(printed);
});
