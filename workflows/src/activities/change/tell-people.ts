import { remindsAfter } from '@chatops-commander/engine/approval/due-notices';
import { whomToAsk } from '@chatops-commander/engine/approval/whom-to-ask';
import type { ChangeNotices } from '@chatops-commander/engine/records/change-notices';
import type { Language } from '@chatops-commander/engine/actions/action';
import { renderReminder } from '@chatops-commander/engine/report/render-reminder';
import { publishComment } from '../publish-comment.js';
import type { Look } from './look-at-change.js';

/**
 * Asks those who could approve for a review, by name, once for each head, and reminds them once when the policy's time
 * has passed. What was told is on record after it was told: told twice is better than never.
 */
export async function tellPeople(look: Look, language: Language, notices: ChangeNotices): Promise<void> {
  const { decision, read, client, config, input } = look;
  if (decision.kind !== 'await-approval' || read.facts.draft) return;
  const { head } = read.facts;
  const askable = whomToAsk(decision.required, { makers: read.facts, approvers: decision.approvers }, config.policy);
  if (!read.facts.notices.some((each) => each.kind === 'reviewers' && each.head === head)) {
    await client.pulls.requestReviewers(input.pull, askable);
    await notices.remember({ ...input, kind: 'reviewers', head });
  }
  if (!decision.remind) return;
  const markdown = renderReminder(askable, { language, waited: remindsAfter(config.policy) });
  if (markdown !== undefined)
    await publishComment(client.comments, client.botLogin, {
      issue: input.pull,
      kind: 'reminder',
      id: `${input.pull}:${head}`,
      markdown,
    });
  await notices.remember({ ...input, kind: 'reminder', head });
}
