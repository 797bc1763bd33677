import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccess } from './access.js';
import { createActivityLog } from './activity-log.js';
import { repositoryAddress } from './address.js';
import { createRefAnnouncer } from './announce-refs.js';
import { type ApiServerDeps, createApiServer, readJson } from './api-server.js';
import { botUser, presentApp } from './app-identity.js';
import type { Callers } from './callers.js';
import { createBodyEdits } from './body-edits.js';
import { createCheckRuns } from './check-runs.js';
import { createCommentIndex } from './comment-index.js';
import { createEmulatedRepository } from './emulated-repository.js';
import { createCompare } from './git/compare.js';
import { createGitRepository } from './git/git-repository.js';
import { createMerger } from './git/merge.js';
import { createHookIntake } from './hook-intake.js';
import { createHttpBackend } from './http-backend.js';
import { isJsonObject, type JsonObject } from './json-object.js';
import { mend } from './mend.js';
import { createOneAtATime } from './one-at-a-time.js';
import type { GitHubOptions } from './options.js';
import { pageRoutes } from './pages/page-routes.js';
import { createPeople } from './people.js';
import { createPullPresentation } from './present-pull.js';
import { createPullRecords } from './pull-records.js';
import { createReactions } from './reactions.js';
import { createRefMoves } from './ref-moves.js';
import { createEmulatedFallback } from './routes/emulated.js';
import { belowRepository, elsewhere } from './routes/every-route.js';
import { seedRepository } from './seed-repository.js';
import { installationId, type RunningEmulator } from './start-emulator.js';
import { createWebhookSender, type WebhookSender } from './webhook-sender.js';

export interface Front {
  readonly webhooks: WebhookSender;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): Promise<void>;
}

export interface FrontParts extends Pick<ApiServerDeps, 'writeLog' | 'calls'> {
  readonly options: GitHubOptions;
  readonly url: string;
  /** Where the emulator sends its webhooks. */
  readonly hookPath: string;
  readonly callers: Callers;
  readonly emulator: RunningEmulator;
}

/** Puts the front together: this is the only place that knows all its parts. */
export async function buildFront(given: FrontParts): Promise<Front> {
  const { options, url, hookPath, callers, emulator, writeLog, calls } = given;
  const { seed, log = () => undefined } = options;
  const address = repositoryAddress(url, seed.org, seed.repo);
  const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'chatops-github-')));
  const git = await createGitRepository(join(folder, seed.org, `${seed.repo}.git`));
  const people = createPeople(seed, emulator.client, url);
  await seedRepository(git, seed);

  const access = createAccess(seed);
  const emulated = createEmulatedRepository(emulator.client, address);
  const records = createPullRecords(git);
  const compare = createCompare(git);
  const merger = createMerger(git);
  const reactions = createReactions();
  const comments = createCommentIndex();
  const edits = createBodyEdits();
  const oneAtATime = createOneAtATime();
  const pulls = createPullPresentation({ git, records, compare, merger });
  const webhooks = createWebhookSender({
    appId: seed.app.id,
    secret: seed.app.webhookSecret,
    url: seed.app.webhookUrl,
    log,
  });

  const context = {
    isMember: access.isMember,
    isPull: (number: number) => records.get(number) !== undefined,
    app: presentApp(seed, address),
    botLogin: botUser(seed),
    reactions: reactions.counts,
    reviewBody: edits.bodyOf,
  };
  const mended = (body: unknown) => mend(body, context);

  const emit = async (event: string, payload: JsonObject): Promise<void> => {
    const embedded = { repository: await emulated.self(), installation: { id: installationId } };
    const finished = mended({ ...payload, ...embedded });
    if (isJsonObject(finished)) webhooks.send(event, finished);
  };
  const announce = createRefAnnouncer({
    address,
    git,
    compare,
    emulator: emulator.client,
    people,
    records,
    pulls,
    emit,
  });
  const activities = createActivityLog(git);
  const refMoves = createRefMoves({ git, oneAtATime, announce: activities.noting('push', announce) });

  const parts = {
    address,
    seed,
    access,
    git,
    compare,
    merger,
    people,
    emulated,
    emulator: emulator.client,
    records,
    pulls,
    refMoves,
    oneAtATime,
    announce: activities.noting('merge', announce),
    activities,
    reactions,
    comments,
    edits,
    checkRuns: createCheckRuns(emulated),
    callers,
    webhooks,
    mended,
    isPrivate: seed.private === true,
  };
  const api = createApiServer({
    address,
    callers,
    access,
    writeLog,
    calls,
    mended,
    log,
    repositoryRoutes: belowRepository(parts),
    otherRoutes: [...elsewhere(parts), ...pageRoutes(parts)],
    fallback: createEmulatedFallback(parts),
  });
  const intake = createHookIntake({ pulls, comments, mended, send: webhooks.send });
  const backend = createHttpBackend({ git, callers, access, refMoves });
  const gitPath = `/${address.fullName}.git`;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').replace(/\?.*$/, '');
    try {
      if (path === hookPath) {
        await intake(String(request.headers['x-github-event']), await readJson(request));
        response.writeHead(202).end();
      } else if (path.startsWith(`${gitPath}/`)) {
        await backend.serve(request, response, path.slice(gitPath.length));
      } else {
        await api(request, response);
      }
    } catch (error) {
      log(`${request.method} ${path} failed: ${error instanceof Error ? error.stack : String(error)}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    }
  };

  return {
    webhooks,
    handle,
    async close() {
      await webhooks.close();
      await backend.close();
      await git.close();
      if (options.dataDir === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
