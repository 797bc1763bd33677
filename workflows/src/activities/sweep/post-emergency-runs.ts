import { noPull, statementText } from '@chatops-commander/engine/emergency/emergency-run';
import type { EmergencyRunRow } from '@chatops-commander/engine/records/emergency-runs';
import type { Records } from '@chatops-commander/engine/records/records';
import { isFinalRunState, type RunRow } from '@chatops-commander/engine/records/run-row';
import { codeBlock, details, inline, inlineCode } from '@chatops-commander/engine/report/markdown';
import type { RepositoryClient } from '../../github/repository-client.js';

export type EmergencyPostRecords = Pick<Records, 'emergencyRuns' | 'runs' | 'claims' | 'audit'>;

const claimMs = 10 * 60_000;

/** Tells on GitHub, once that is back and the run is over, what ran without it: an issue per signing. */
export async function postEmergencyRuns(
  repository: string,
  client: Pick<RepositoryClient, 'comments' | 'botLogin'>,
  records: EmergencyPostRecords,
): Promise<void> {
  const unposted = await records.emergencyRuns.unposted(repository);
  if (unposted.length === 0) return;
  const runs = await records.runs.runsOfPull(repository, noPull);
  for (const emergency of unposted) {
    const run = runs.find((one) => one.path === emergency.path && one.blob === emergency.blob);
    if (run !== undefined && !isFinalRunState(run.state)) continue;
    const marker = `<!-- chatops:emergency:${emergency.seq} -->`;
    if (!(await client.comments.hasIssueBy(client.botLogin, marker))) {
      if (!(await records.claims.claim(`emergency:${emergency.seq}`, claimMs))) continue;
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
  return [
    `🚨 ${inlineCode(emergency.by)} ran this while GitHub was away, signed with an SSH key that the policy in force lists. No pull request was reviewed for it. · ${inlineCode(emergency.by)} a exécuté ceci pendant que GitHub était absent, signé avec une clé SSH que la politique en vigueur indique. Aucune pull request n'a été relue.`,
    `> ${inline(emergency.reason)}`,
    `${outcome} · ${inlineCode(emergency.path)} · ${inline(emergency.at)}`,
    run === undefined ? '' : codeBlock(`/ops logs ${run.id}`),
    details('What ran', codeBlock(emergency.content, 'yaml')),
    details('What was signed, and the signature', codeBlock(`${statementText(emergency)}\n${emergency.signature}`)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
