/**
 * What of a workflow's time was Temporal's own: not within an activity. Activities overlap, so their times are laid over
 * each other. By the server's clock, which notes scheduling, starting and completing.
 *
 * @returns {Promise<{ temporalMs: number, activities: number, events: number, stages: Record<string, number> }>}
 */
export async function shareOfTemporal(handle) {
  const { events = [] } = await handle.fetchHistory();
  const at = (event) => Number(event.eventTime.seconds) * 1_000 + Number(event.eventTime.nanos) / 1e6;
  const names = new Map();
  const starts = new Map();
  const spans = [];
  const stages = {};
  for (const event of events) {
    const scheduled = event.activityTaskScheduledEventAttributes;
    const started = event.activityTaskStartedEventAttributes;
    const completed = event.activityTaskCompletedEventAttributes;
    if (scheduled) names.set(String(event.eventId), scheduled.activityType.name);
    if (started) starts.set(String(event.eventId), at(event));
    if (completed) {
      const from = starts.get(String(completed.startedEventId));
      spans.push([from, at(event)]);
      const name = names.get(String(completed.scheduledEventId));
      stages[name] = Math.round((stages[name] ?? 0) + at(event) - from);
    }
  }
  const whole = at(events.at(-1)) - at(events[0]);
  return { temporalMs: whole - covered(spans), activities: spans.length, events: events.length, stages };
}

function covered(spans) {
  let [sum, until] = [0, Number.NEGATIVE_INFINITY];
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
}
