import { openGitHub } from '@chatops-commander/cli/runtime/github-clients';
import { type RunningWorker, startWorker } from '@chatops-commander/cli/runtime/start-worker';
import { quietLog } from './quiet-log.js';
import type { TestStack } from './test-stack.js';

/**
 * A worker in this process for a stack that was started without one; ends with the stack unless it is stopped before.
 *
 * @param githubUrl where it finds GitHub, when not at the stack's own.
 */
export async function startOwnWorker(
  { stack, endWith }: Pick<TestStack, 'stack' | 'endWith'>,
  { readOnly = false, githubUrl }: { readonly readOnly?: boolean; readonly githubUrl?: string } = {},
): Promise<RunningWorker> {
  const github = { ...stack.settings.github, ...(githubUrl === undefined ? {} : { apiUrl: githubUrl }) };
  const worker = await startWorker({
    settings: { ...stack.settings, github, readOnly },
    records: stack.records,
    github: openGitHub(github, quietLog),
    log: quietLog,
  });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= worker.stop();
    return stopped;
  };
  endWith(stop);
  return { ended: worker.ended, stop };
}
