import { createHmac, randomUUID } from 'node:crypto';
import type { JsonObject } from './json-object.js';
import { textAt } from './json-object.js';
import { isoSeconds } from './git/parse-objects.js';

/** One attempt to deliver, as the app's delivery log shows it. */
export interface Delivery {
  readonly id: number;
  /** The X-GitHub-Delivery header; a redelivery keeps it. */
  readonly guid: string;
  readonly event: string;
  readonly action: string | undefined;
  readonly deliveredAt: string;
  readonly redelivery: boolean;
  readonly durationMs: number;
  /** 0 when there was no answer. */
  readonly statusCode: number;
  readonly status: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WebhookSender {
  /** Signs and sends in the background, to the URL of that moment. */
  send(event: string, payload: JsonObject): void;
  deliveries(): readonly Delivery[];
  /** Sends a recorded delivery once more, under its old GUID; resolves with the new attempt, undefined for an unknown id. */
  redeliver(id: number): Promise<Delivery | undefined>;
  /** The first delivery that matches, made already or still to come. */
  waitFor(matches: (delivery: Delivery) => boolean): Promise<Delivery>;
  setUrl(url: string | undefined): void;
  /** Nothing is delivered until `resume`: what happens meanwhile is logged as a failed delivery, as when nobody listens. */
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}

export interface WebhookSettings {
  readonly appId: number;
  readonly secret: string;
  readonly url: string | undefined;
  /** GitHub gives an app ten seconds to answer. */
  readonly timeoutMs?: number;
  readonly log?: (line: string) => void;
}

type Attempt = Pick<Delivery, 'guid' | 'event' | 'action' | 'headers' | 'body' | 'redelivery'>;

/** Sends webhooks as GitHub does: signed with HMAC-SHA256, a GUID for each, ten seconds to answer, never again by itself. */
export function createWebhookSender(settings: WebhookSettings): WebhookSender {
  const log: Delivery[] = [];
  const watchers = new Set<(delivery: Delivery) => void>();
  const underway = new Set<Promise<Delivery>>();
  const closing = new AbortController();
  let url = settings.url;
  let paused = false;
  let lastId = 1000;

  const post = async ({ headers, body }: Attempt): Promise<Pick<Delivery, 'statusCode' | 'status'>> => {
    if (url === undefined || paused || closing.signal.aborted)
      return { statusCode: 0, status: 'failed to connect to host' };
    try {
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(settings.timeoutMs ?? 10_000)]);
      const response = await fetch(url, { method: 'POST', headers, body, signal });
      await response.arrayBuffer();
      return { statusCode: response.status, status: response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}` };
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      return { statusCode: 0, status: timedOut ? 'timed out' : 'failed to connect to host' };
    }
  };

  const attempt = async (sent: Attempt): Promise<Delivery> => {
    lastId += 1;
    const id = lastId;
    const started = Date.now();
    const outcome = await post(sent);
    const delivery: Delivery = {
      ...sent,
      ...outcome,
      id,
      deliveredAt: isoSeconds(new Date(started)),
      durationMs: Date.now() - started,
    };
    log.push(delivery);
    if (outcome.statusCode !== 0 && outcome.status !== 'OK') {
      settings.log?.(`webhook ${sent.event} ${sent.guid}: ${outcome.status}`);
    }
    for (const watcher of watchers) watcher(delivery);
    return delivery;
  };

  const track = (sending: Promise<Delivery>): Promise<Delivery> => {
    underway.add(sending);
    void sending.finally(() => underway.delete(sending));
    return sending;
  };

  return {
    send(event, payload) {
      const body = JSON.stringify(payload);
      const guid = randomUUID();
      const headers = headersOf({ event, guid, body, ...settings });
      void track(attempt({ guid, event, action: textAt(payload, 'action'), headers, body, redelivery: false }));
    },
    deliveries: () => [...log],
    async redeliver(id) {
      const found = log.find((delivery) => delivery.id === id);
      return found === undefined ? undefined : track(attempt({ ...found, redelivery: true }));
    },
    waitFor(matches) {
      const found = log.find(matches);
      if (found !== undefined) return Promise.resolve(found);
      return new Promise((resolve) => {
        const watcher = (delivery: Delivery) => {
          if (!matches(delivery)) return;
          watchers.delete(watcher);
          resolve(delivery);
        };
        watchers.add(watcher);
      });
    },
    setUrl: (to) => {
      url = to;
    },
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
    },
    async close() {
      closing.abort();
      await Promise.allSettled(underway);
    },
  };
}

interface HeaderParts extends Pick<WebhookSettings, 'appId' | 'secret'> {
  readonly event: string;
  readonly guid: string;
  readonly body: string;
}

function headersOf({ event, guid, body, appId, secret }: HeaderParts): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/devstack',
    'x-github-event': event,
    'x-github-delivery': guid,
    'x-github-hook-id': '1',
    'x-github-hook-installation-target-id': String(appId),
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  };
}
