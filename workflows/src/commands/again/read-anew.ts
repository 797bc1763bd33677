import { parseRunbook, type Runbook } from '@chatops-commander/schemas';
import type { Situation } from '../../activities/request/situation.js';
import { isStatus } from '../../github/status.js';
import { sourceOf } from '../proposal-source.js';

/**
 * A runbook as git has it, asked for by this comment and nobody else; undefined when the repository has it no more.
 *
 * @throws {InvalidFile}
 */
export async function readAnew(
  file: { readonly path: string; readonly blob: string },
  situation: Situation,
): Promise<Runbook | undefined> {
  const bytes = await situation.client.contents.readBlob(file.blob).catch((error: unknown) => {
    if (isStatus(error, 404, 422)) return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  const runbook = parseRunbook(bytes.toString('utf8'), file.path);
  return { ...runbook, metadata: { ...runbook.metadata, source: sourceOf(situation) } };
}
