import type { Logger } from 'pino';
import { Probot } from 'probot';
import type { DeliveryLog } from './deliveries.js';
import { registerHandlers } from './handlers.js';
import { joinCalls } from './join-calls.js';
import { receiveDelivery } from './receive-delivery.js';
import type { Starts } from './starts.js';
import { startWebhookServer } from './webhook-server.js';

export interface GitHubAppOptions {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
  readonly starts: Starts;
  readonly deliveries: DeliveryLog;
  notReady(): Promise<string | undefined>;
  readonly log: Logger;
}

/** The app: webhooks in, workflows started or signalled, answered in milliseconds. */
export async function startGitHubApp(options: GitHubAppOptions): Promise<{ port: number; close(): Promise<void> }> {
  const probot = new Probot({
    appId: options.appId,
    privateKey: options.privateKey,
    secret: options.webhookSecret,
    log: options.log.child({}, { level: 'error' }),
  });
  await probot.load((app) => registerHandlers(app, joined(options.starts)));
  // the event's name comes from a header of a verified delivery; probot ignores names it does not know
  type Event = Parameters<typeof probot.receive>[0];
  return await startWebhookServer({
    port: options.port,
    host: options.host,
    notReady: options.notReady,
    warn: (message, error) => options.log.warn({ err: error }, message),
    receive: (delivery) =>
      receiveDelivery(delivery, {
        verify: (body, signature) => probot.webhooks.verify(body, signature),
        log: options.deliveries,
        handle: (event) => probot.receive(event as Event),
      }),
  });
}

/** A nudge says only that something happened: those that come while one is on its way to Temporal go as one. */
function joined(starts: Starts): Starts {
  const sweep = joinCalls<void>(
    () => '',
    () => starts.sweepNow(),
  );
  return {
    startRequest: (input) => starts.startRequest(input),
    nudgeChange: joinCalls(
      ({ repository, pull }) => `${repository}#${pull}`,
      (input) => starts.nudgeChange(input),
    ),
    sweepNow: () => sweep(),
  };
}
