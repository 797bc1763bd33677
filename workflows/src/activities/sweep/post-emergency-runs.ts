import type { Localized } from '@chatops-commander/engine/actions/action';
import { noPull, statementText } from '@chatops-commander/engine/emergency/emergency-run';
import type { EmergencyRunRow } from '@chatops-commander/engine/records/emergency-runs';
import type { Records } from '@chatops-commander/engine/records/records';
import { isFinalRunState, type RunRow } from '@chatops-commander/engine/records/run-row';
import { fitSections } from '@chatops-commander/engine/report/fit-sections';
import { codeBlock, details, inline, inlineCode } from '@chatops-commander/engine/report/markdown';
import { clip } from '@chatops-commander/engine/report/visible-text';
import type { RepositoryClient } from '../../github/repository-client.js';

export type EmergencyPostRecords = Pick<Records, 'emergencyRuns' | 'runs' | 'claims' | 'audit'>;

const claimMs = 10 * 60_000;

/** Characters shown of each; the records keep all of it, and an issue holds 65,536. */
const mostContent = 40_000;
const mostStatement = 8_000;
const mostReason = 2_000;
const CUT = '_The file goes on; the records of the run hold all of it._';
const WHAT_RAN: Localized = { en: 'what ran', fr: 'ce qui a été exécuté' };
const SIGNATURE: Localized = { en: 'the signature', fr: 'la signature' };

/**
 * Tells on GitHub, once that is back and the run is over, what ran without it: an issue per signing. One that cannot be
 * told keeps none of the others back. Throws AggregateError of what failed.
 */
export async function postEmergencyRuns(
  repository: string,
  client: Pick<RepositoryClient, 'comments' | 'botLogin'>,
  records: EmergencyPostRecords,
): Promise<void> {
  const unposted = await records.emergencyRuns.unposted(repository);
  if (unposted.length === 0) return;
  const runs = await records.runs.runsOfPull(repository, noPull);
  const failures: unknown[] = [];
  for (const emergency of unposted) await post(emergency).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} emergency runs could not be told`);

  async function post(emergency: EmergencyRunRow): Promise<void> {
    const run = runs.find((one) => one.path === emergency.path && one.blob === emergency.blob);
    if (run !== undefined && !isFinalRunState(run.state)) return;
    const marker = `<!-- chatops:emergency:${emergency.seq} -->`;
    if (!(await client.comments.hasIssueBy(client.botLogin, marker))) {
      if (!(await records.claims.claim(`emergency:${emergency.seq}`, claimMs))) return;
      const title = `Emergency run by ${emergency.by}: ${run?.title ?? emergency.path}`.slice(0, 200);
      await client.comments.openIssue(title, `${marker}\n${tell(emergency, run)}`);
    }
    await records.emergencyRuns.markPosted(emergency.seq);
    await records.audit.append({
      actor: 'chatops',
      kind: 'emergency.posted',
      subject: `${repository}:${emergency.path}`,
      data: { blob: emergency.blob, run: run?.id ?? null },
      key: `emergency.posted:${emergency.seq}`,
    });
  }
}

function tell(emergency: EmergencyRunRow, run: RunRow | undefined): string {
  const outcome = run === undefined ? 'never started' : `${inlineCode(run.id)}: **${run.state}**`;
  const content = codeBlock(clip(emergency.content, mostContent), 'yaml');
  const cut = emergency.content.length > mostContent ? `${content}\n\n${CUT}` : content;
  const signed = codeBlock(`${clip(statementText(emergency), mostStatement)}\n${emergency.signature}`);
  const told = [
    `🚨 ${inlineCode(emergency.by)} ran this while GitHub was away, signed with an SSH key that the policy in force lists. No pull request was reviewed for it. · ${inlineCode(emergency.by)} a exécuté ceci pendant que GitHub était absent, signé avec une clé SSH que la politique en vigueur indique. Aucune pull request n'a été relue.`,
    `> ${inline(clip(emergency.reason, mostReason))}`,
    `${outcome} · ${inlineCode(emergency.path)} · ${inline(emergency.at)}`,
    run === undefined ? '' : codeBlock(`/ops logs ${run.id}`),
  ].filter((part) => part !== '');
  return fitSections(
    [
      { markdown: told.join('\n\n') },
      { markdown: details('What ran', cut), leaveOutAs: WHAT_RAN },
      { markdown: details('What was signed, and the signature', signed), leaveOutAs: SIGNATURE, importance: 1 },
    ],
    'en',
  );
}
