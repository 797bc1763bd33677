// Sends deliveries at a fixed rate, whatever the answers do, as GitHub does.
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

const { url, secret, bodies, perSecond, count, round } = workerData;
const agent = new Agent({ keepAlive: true });
const everyMs = 1_000 / perSecond;

/** Each has bytes of its own, like GitHub's; signing is no part of what is measured. */
const deliveries = Array.from({ length: count }, (_, index) => {
  const { event, text } = bodies[index % bodies.length];
  const body = Buffer.from(text.replace('"delivery":""', `"delivery":"${round}-${index}"`));
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return { event, body, headers: headersOf(event, `${round}-${index}`, signature) };
});

const answers = [];
const started = performance.now();
for (const [index, delivery] of deliveries.entries()) {
  const due = started + index * everyMs;
  const early = due - performance.now();
  if (early > 1) await pause(early);
  answers.push(post(delivery, due));
}
parentPort.postMessage(await Promise.all(answers));
agent.destroy();

function headersOf(event, id, signature) {
  return {
    'content-type': 'application/json',
    'x-github-event': event,
    'x-github-delivery': id,
    'x-hub-signature-256': `sha256=${signature}`,
  };
}

function post({ body, headers }, due) {
  return new Promise((resolve) => {
    const sent = performance.now();
    const end = (status) => {
      const now = performance.now();
      resolve({ status, ms: now - sent, sinceDueMs: now - due });
    };
    const going = request(
      url,
      { agent, method: 'POST', headers: { ...headers, 'content-length': body.length }, timeout: 10_000 },
      (answer) => {
        answer.resume();
        answer.once('end', () => end(answer.statusCode));
      },
    );
    // GitHub gives up after ten seconds, and does not try again
    going.once('timeout', () => going.destroy());
    going.once('error', () => end(0));
    going.end(body);
  });
}
