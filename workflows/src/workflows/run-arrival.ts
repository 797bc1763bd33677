import { preflight } from './run-activities.js';
import { type Course, endOf, type RunEnd } from './run-course.js';

/**
 * Reaches every server before anything starts, and names those that do not answer. Where policy lets targets drop out,
 * they count as failed, and the run goes on for as long as maxFailures allows; any other server has to be there, and none
 * may have changed since the review.
 */
export async function reachServers(course: Course): Promise<RunEnd | undefined> {
  const { plan, progress } = course;
  const unreachable = await preflight.preflight(plan.runId, plan.servers);
  if (unreachable.length === 0) return undefined;
  progress.add(unreachable);
  const targets = new Set(plan.batches.flat());
  const away = unreachable.map((trouble) => trouble.server);
  for (const server of away) progress.dropped.add(server);
  const named = [...plan.before, ...plan.steps, ...plan.after].flatMap(({ on }) => (Array.isArray(on) ? on : []));
  const goOn =
    plan.unreachable === 'drop' &&
    !unreachable.some(({ changed }) => changed === true) &&
    away.every((server) => targets.has(server) && !named.includes(server)) &&
    away.length <= plan.tolerated &&
    away.length < targets.size;
  if (!goOn) return endOf(course, 'failed');
  progress.publishMeanwhile('running');
  return undefined;
}
