import type { Audit } from '@chatops-commander/engine/records/audit';
import type { HeardWords } from '@chatops-commander/engine/report/render-heard';

/** Far more than anybody says to one run. */
const lookedThrough = 200;
const kind = 'run.told';
const unheard = 'run.unheard';

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
  const data = { attempt, words, said };
  await audit.append({ actor: by, kind, subject: runId, data, key: `${kind}:${runId}:${attempt}:${said}` });
}

/** The run did not wait for what it was told, and these words changed nothing. */
export async function recordUnheard({ runId, attempt, by, said }: ToldRun, audit: Pick<Audit, 'append'>) {
  const key = `${unheard}:${runId}:${attempt}:${said}`;
  await audit.append({ actor: by, kind: unheard, subject: runId, data: { attempt, said }, key });
}

/** What people told this attempt of a run, oldest first, and it heard. */
export async function heardWords(
  run: { readonly id: string; readonly attempt: number },
  audit: Pick<Audit, 'about'>,
): Promise<readonly HeardWords[]> {
  const entries = (await audit.about(run.id, lookedThrough)).map(({ actor, kind, data }) => ({
    by: actor,
    kind,
    // whatever an earlier version wrote
    ...(typeof data === 'object' && data !== null
      ? (data as { attempt?: unknown; words?: unknown; said?: unknown })
      : {}),
  }));
  const lost = new Set(entries.flatMap((entry) => (entry.kind === unheard ? [entry.said] : [])));
  return entries
    .flatMap(({ by, kind: what, attempt, words, said }) =>
      what === kind && attempt === run.attempt && typeof words === 'string' && !(said !== undefined && lost.has(said))
        ? [{ by, words }]
        : [],
    )
    .reverse();
}
