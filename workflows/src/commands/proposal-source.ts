import type { Source } from '@chatops-commander/schemas';
import type { Situation } from '../activities/request/situation.js';

/** Where a runbook comes from that a command proposes: the comment that asked. */
export function sourceOf({ input, request }: Situation): Source {
  return {
    issue: input.issue,
    ...(input.source.kind === 'comment' ? { comment: input.source.id } : {}),
    requester: request.login,
    words: request.words,
    wordsDigest: request.wordsDigest,
    planner: 'command',
  };
}
