import type { Audit } from '@chatops-commander/engine/records/audit';
import type { HeardWords } from '@chatops-commander/engine/report/render-heard';

/** Far more than anybody says to one run. */
const lookedThrough = 200;
const kind = 'run.told';

export interface ToldRun {
  readonly runId: string;
  readonly attempt: number;
  readonly by: string;
  /** As typed, on one line. */
  readonly words: string;
  /** What names the comment: the same heard twice is one word. */
  readonly said: string;
}

/** Puts on record what somebody tells a run, before the run hears it. */
export async function recordTold({ runId, attempt, by, words, said }: ToldRun, audit: Pick<Audit, 'append'>) {
  const data = { attempt, words };
  await audit.append({ actor: by, kind, subject: runId, data, key: `${kind}:${runId}:${attempt}:${said}` });
}

/** What people told this attempt of a run, oldest first. */
export async function heardWords(
  run: { readonly id: string; readonly attempt: number },
  audit: Pick<Audit, 'about'>,
): Promise<readonly HeardWords[]> {
  const entries = await audit.about(run.id, lookedThrough);
  return entries
    .flatMap((entry) => {
      if (entry.kind !== kind || typeof entry.data !== 'object' || entry.data === null) return [];
      const { attempt, words } = entry.data as { readonly attempt?: unknown; readonly words?: unknown };
      return attempt === run.attempt && typeof words === 'string' ? [{ by: entry.actor, words }] : [];
    })
    .reverse();
}
