import { setTimeout as pause } from 'node:timers/promises';
import { changeId } from '../../workflows/dist/contract.js';

const QUIET_WITHIN_MS = 120_000;

/** What became of the deliveries of a round, once the workflows have come to rest. */
export async function tallyOf(stack, round) {
  const ids = stack.pulls.map((pull) => changeId({ repository: stack.repository, pull }));
  const sent = Date.now();
  const counts = await Promise.all(ids.map((id) => atRest(stack.client, id)));
  return {
    handled: await stack.handled(round),
    signals: sum(counts.map((one) => one.signals)),
    looks: sum(counts.map((one) => one.looks)),
    // a look that began before the last delivery was taken may have missed what it told
    notLookedAt: counts.filter((one) => one.lastLook < one.lastSignal).length,
    restMs: Date.now() - sent,
  };
}

/** Waits until a change workflow waits for its slow timer. */
async function atRest(client, id) {
  const handle = client.workflow.getHandle(id);
  for (const deadline = Date.now() + QUIET_WITHIN_MS; Date.now() < deadline; await pause(500)) {
    const counts = await countsOf(handle);
    if (counts.rests) return counts;
  }
  throw new Error(`${id} did not come to rest within ${QUIET_WITHIN_MS / 1_000} s`);
}

/** A workflow may have gone on in a fresh history; signals and looks of all count. */
async function countsOf(handle) {
  const { events = [] } = await handle.fetchHistory();
  const lastTimer = events.at(-1)?.timerStartedEventAttributes;
  const counts = {
    rests: Number(lastTimer?.startToFireTimeout?.seconds ?? 0) > 60,
    signals: 0,
    looks: 0,
    lastSignal: 0,
    lastLook: 0,
  };
  for (const [index, event] of events.entries()) {
    if (event.workflowExecutionSignaledEventAttributes) {
      counts.signals += 1;
      counts.lastSignal = index;
    }
    if (event.activityTaskScheduledEventAttributes?.activityType?.name === 'lookAtChange') {
      counts.looks += 1;
      counts.lastLook = index;
    }
  }
  return counts;
}

const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);
