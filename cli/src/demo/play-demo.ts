import { readFile } from 'node:fs/promises';
import type { DevStack } from '../dev/dev-stack.js';
import { createConversation, StoryFailed } from './conversation.js';
import type { SampleSite, Screen, Stage } from './stage.js';
import { storyAllWell } from './story-all-well.js';
import { storyRefusals } from './story-refusals.js';
import { storySiteDown } from './story-site-down.js';

/** Plays the three stories on a running stack. @throws {StoryFailed} at the first thing that is not true. */
export async function playDemo(stack: DevStack, screen: Screen): Promise<void> {
  const stage = setStage(stack, screen);
  await storyAllWell(stage);
  await storySiteDown(stage);
  await storyRefusals(stage);
}

/** The sample people, the conversation as GitHub's API shows it, and the site on the server itself. */
export function setStage(stack: DevStack, screen: Screen): Stage {
  const person = (login: string) => {
    const client = stack.github.as(login);
    return { login, request: (method: string, path: string, body?: unknown) => client.request(method, path, body) };
  };
  const alice = person('alice');
  return {
    conversation: createConversation(stack.repository, alice),
    screen,
    bot: `${stack.github.app.slug}[bot]`,
    alice,
    bruno: person('bruno'),
    eve: person('eve'),
    site: siteOf(stack),
    servers: stack.servers.servers.map((server) => server.plan.name),
    temporalUi: `${stack.temporal.uiUrl}/namespaces/default/workflows`,
  };
}

function siteOf(stack: DevStack): SampleSite {
  const site = stack.servers.servers.find(
    (server) => server.site !== undefined && server.plan.environment === 'production',
  )?.site;
  if (site === undefined) throw new StoryFailed('no sample server in production has a site');
  const lines = async () => (await readFile(site.logFile, 'utf8')).split('\n');
  return {
    name: site.name,
    url: site.url,
    pid: () => site.pid(),
    async crash() {
      const before = (await lines()).length;
      await site.crash();
      const written = (await lines()).slice(before - 1).filter((line) => line.trim() !== '');
      const last = written.at(-1);
      if (last === undefined) throw new StoryFailed('the site died without a word in its log');
      return { logLine: last };
    },
    starts: async () => (await lines()).filter((line) => /listening|started/i.test(line)).length,
  };
}
