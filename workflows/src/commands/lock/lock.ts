import type { Localized } from '@chatops-commander/engine/actions/action';
import type { LockHolder } from '@chatops-commander/engine/records/locks';
import { inlineCode, quote } from '@chatops-commander/engine/report/markdown';
import { INCOMPLETE } from '@chatops-commander/engine/request/command';
import { nameAndReason, serverPattern } from '@chatops-commander/engine/request/command-arguments';
import { InvalidDuration, parseDuration } from '@chatops-commander/schemas';
import { requestId } from '../../contract.js';
import { defineCommand } from '../command.js';
import { say } from '../say.js';

const defaultSpan = '24h';
const longestMs = 7 * 24 * 60 * 60_000;

export const lock = defineCommand({
  name: 'lock',
  usage: 'lock SERVER --reason TEXT [--for 2h]',
  spellings: ['lock', 'verrouille', 'verrouiller', 'réserve', 'réserver'],
  meaning: {
    en: `keep runs off a server while you work on it; ${defaultSpan} unless said otherwise`,
    fr: `tenir les exécutions à l'écart d'un serveur pendant que vous y travaillez ; ${defaultSpan} sauf indication contraire`,
  },
  needs: 'operator',
  read({ rest }) {
    const said = nameAndReason(rest, serverPattern);
    if (said === undefined || said === INCOMPLETE) return said;
    const expiresInMs = spanOf(said.duration ?? defaultSpan);
    return expiresInMs === undefined ? INCOMPLETE : { server: said.name, reason: said.reason, expiresInMs };
  },
  async answer({ server, reason, expiresInMs }, { situation }, deps) {
    const { request, input, config } = situation;
    const { language, login } = request;
    if (!Object.hasOwn(config.inventory.servers, server)) return say(language, noSuchServer(server));
    const answer = await deps.records.locks.acquire({
      repository: input.repository,
      servers: [server],
      holder: personHolder(login),
      reason,
      link: `#${input.issue}`,
      expiresInMs,
      queue: false,
    });
    if (answer.kind === 'held') {
      const [by] = answer.by;
      return `${say(language, heldBy(server, by))}${threadOf(by)}\n\n${quote(by?.reason ?? '')}`;
    }
    await deps.records.audit.append({
      actor: login,
      kind: 'lock.taken',
      subject: `${input.repository}:${server}`,
      data: { reason, expiresInMs },
      key: `lock.taken:${requestId(input)}`,
    });
    return say(language, taken(server, new Date(Date.now() + expiresInMs).toISOString()));
  },
});

/** Whose lock it is, in the table of locks. */
export const personHolder = (login: string): string => `person:${login.toLowerCase()}`;

export const noSuchServer = (server: string): Localized => ({
  en: `I know of no server ${inlineCode(server)}; \`/ops servers\` lists them.`,
  fr: `Je ne connais pas de serveur ${inlineCode(server)} ; \`/ops servers\` les liste.`,
});

/** Undefined for what is no duration, or a longer one than a lock by hand may last. */
function spanOf(text: string): number | undefined {
  try {
    const span = parseDuration(text);
    return span <= longestMs ? span : undefined;
  } catch (error) {
    if (error instanceof InvalidDuration) return undefined;
    throw error;
  }
}

const minute = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;

const taken = (server: string, until: string): Localized => ({
  en: `No run touches ${inlineCode(server)} until ${minute(until)}. To give it back sooner: \`/ops unlock ${server}\``,
  fr: `Aucune exécution ne touche ${inlineCode(server)} avant le ${minute(until)}. Pour le rendre plus tôt : \`/ops unlock ${server}\``,
});

/** Where to look at the holder; only a number of ours is left for GitHub to make a link of. */
const threadOf = (lock: LockHolder | undefined): string =>
  /^#\d{1,10}$/.test(lock?.link ?? '') ? ` · ${lock?.link}` : '';

function heldBy(server: string, lock: LockHolder | undefined): Localized {
  const who = inlineCode(lock?.runId ?? lock?.holder ?? '?');
  const next = lock?.runId == null ? `/ops unlock ${server}` : `/ops cancel ${lock.runId}`;
  return {
    en: `${inlineCode(server)} is held by ${who} since ${minute(lock?.since ?? '')}. To have it freed: \`${next}\``,
    fr: `${inlineCode(server)} est tenu par ${who} depuis le ${minute(lock?.since ?? '')}. Pour le libérer : \`${next}\``,
  };
}
