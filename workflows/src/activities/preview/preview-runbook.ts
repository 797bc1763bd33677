import type { Localized, ServerFacts } from '@chatops-commander/engine/actions/action';
import { UnexpectedInput } from '@chatops-commander/engine/actions/input-fields';
import { findAction } from '@chatops-commander/engine/actions/registry';
import type { StepRunner } from '@chatops-commander/engine/execution/step-runner';
import { planPreview, type PreviewTask } from '@chatops-commander/engine/preview/plan-preview';
import type { PreviewedStep, StepPreview } from '@chatops-commander/engine/preview/step-preview';
import { serverAddress } from '@chatops-commander/engine/ssh/server-address';
import type { Inventory, Policy, Runbook } from '@chatops-commander/schemas';
import { eachServer } from '../each-server.js';
import { explainTrouble, prepareStep } from '../prepare-step.js';
import { OutOfTime, type PreviewTime, previewTime, shareOf } from './preview-time.js';

export interface PreviewSubject {
  readonly runbook: Runbook;
  readonly inventory: Inventory;
  readonly policy: Policy;
}
export interface PreviewOptions {
  mayShow(path: string): boolean;
  readonly signal: AbortSignal;
  /** When one look is a part of several; a time of its own when not given. */
  readonly time?: PreviewTime;
  /** A run decides on what is seen, rather than people. */
  readonly forRun?: boolean;
  /** Which steps to look at; all of them when not given. */
  only?(task: { readonly server: string; readonly stepId: string }): boolean;
}

/** More servers than this are not looked at before a run; the pull request says so. */
const mostServers = 100;
/** A look must not crowd out the runs that use the same connections. */
const lookedAtOnce = 20;

/**
 * Looks at what a runbook would do on its servers, side by side; a server that cannot be reached, or does not answer in
 * time, is told as such.
 */
export async function previewRunbook(
  subject: PreviewSubject,
  runner: Pick<StepRunner, 'preview' | 'readFacts'>,
  options: PreviewOptions,
): Promise<{ steps: PreviewedStep[]; leftOut: number }> {
  const { inventory } = subject;
  const { mayShow, forRun = false, only = () => true, time = previewTime() } = options;
  const plan = new Map(
    [...planPreview({ ...subject, findAction })]
      .map(([server, tasks]) => [server, tasks.filter(({ stepId }) => only({ server, stepId }))] as const)
      .filter(([, tasks]) => tasks.length > 0),
  );
  const servers = [...plan.keys()].slice(0, mostServers);
  const looked = await eachServer(servers, lookedAtOnce, async (server) => {
    const tasks = plan.get(server) ?? [];
    const previews = await lookAt(server, tasks);
    return tasks.map(
      ({ stepId, step, does }, index): PreviewedStep => ({
        server,
        step: stepId,
        uses: step.uses,
        does,
        preview: previews[index] ?? { kind: 'later' },
      }),
    );
  });
  return { steps: looked.flat(), leftOut: plan.size - servers.length };

  async function lookAt(server: string, tasks: readonly PreviewTask[]): Promise<readonly StepPreview[]> {
    const { signal, inTime } = shareOf(time, options.signal);
    const facts = await inTime(() => factsFor(server, tasks, signal)).catch(asTold);
    if (facts !== undefined && 'because' in facts) return tasks.map(() => facts);
    options.signal.throwIfAborted();
    // all are asked for before the first is waited for, so that they reach the server together
    return await Promise.all(
      tasks.map((task) => inTime(() => lookAtStep(task, { server, facts, signal })).catch(asTold)),
    );
  }

  /** What a server is made of is asked for once, and only where somebody needs it. */
  async function factsFor(
    server: string,
    tasks: readonly PreviewTask[],
    signal: AbortSignal,
  ): Promise<ServerFacts | undefined> {
    if (tasks.every((task) => task.dependsOnRun)) return undefined;
    return await runner.readFacts(serverAddress(inventory, server), signal);
  }

  async function lookAtStep(
    task: PreviewTask,
    { server, facts, signal }: { server: string; facts: ServerFacts | undefined; signal: AbortSignal },
  ): Promise<StepPreview> {
    if (task.dependsOnRun) return { kind: 'not-simulated', because: dependsOnRun };
    const step = { ...prepareStep(task.step, task.stepId, server, inventory, facts), runId: 'preview', attempt: 1 };
    return await runner.preview(step, { readsState: task.readsState, mayShow, signal, forRun }).catch(failedAlone);
  }
}

/** @throws what is no trouble of the server's. */
function asTold(error: unknown): Extract<StepPreview, { kind: 'failed' }> {
  const because = error instanceof OutOfTime ? error.because : explainTrouble(error);
  if (because === undefined) throw error;
  return { kind: 'failed', because, unanswered: true };
}

/** A step whose inputs are not what its action takes keeps no other step from being looked at. */
function failedAlone(error: unknown): StepPreview {
  if (!(error instanceof UnexpectedInput)) throw error;
  return {
    kind: 'failed',
    because: { en: error.message, fr: `l'entrée « ${error.input} » n'est pas ce que l'action attend` },
  };
}

const dependsOnRun: Localized = {
  en: 'it cannot be simulated: it takes what an earlier step gives',
  fr: 'elle ne peut pas être simulée : elle reprend ce que donne une étape précédente',
};
