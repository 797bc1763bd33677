import Bottleneck from 'bottleneck';

/** GitHub's secondary limits on requests that create content (docs.github.com, "Rate limits for the REST API"). */
const contentWritesPerMinute = 80;
const contentWritesPerHour = 500;
const minuteMs = 60_000;

const createsContent = [
  /^\/repos\/[^/]+\/[^/]+\/issues(\/\d+\/comments)?$/,
  /^\/repos\/[^/]+\/[^/]+\/issues\/comments\/\d+$/,
  /^\/repos\/[^/]+\/[^/]+\/pulls(\/\d+\/(reviews|comments|merge|requested_reviewers))?$/,
];

/**
 * What the throttling plugin takes instead of its own spacing of one to three seconds between writes: bursts go
 * through at once, and the eighty-first write of a minute waits. Groups are per installation, as GitHub counts.
 */
export function createWriteLimits() {
  const hourly = new Bottleneck.Group({
    reservoir: contentWritesPerHour,
    reservoirRefreshAmount: contentWritesPerHour,
    reservoirRefreshInterval: 60 * minuteMs,
  });
  const notifications = new Bottleneck.Group({
    reservoir: contentWritesPerMinute,
    reservoirRefreshAmount: contentWritesPerMinute,
    reservoirRefreshInterval: minuteMs,
  });
  notifications.on('created', (limiter, key) => limiter.chain(hourly.key(key)));
  return {
    notifications,
    // GitHub asks that writes of one user do not run at the same time; it asks for no pause between them.
    write: new Bottleneck.Group({ maxConcurrent: 1 }),
    triggersNotification: (pathname: string) => createsContent.some((pattern) => pattern.test(pathname)),
  };
}
