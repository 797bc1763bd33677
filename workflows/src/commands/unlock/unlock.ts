import type { Localized } from '@chatops-commander/engine/actions/action';
import { hasRole } from '@chatops-commander/engine/approval/roles';
import { inlineCode } from '@chatops-commander/engine/report/markdown';
import { saysNoMore, serverPattern } from '@chatops-commander/engine/request/command-arguments';
import { requestId } from '../../contract.js';
import { defineCommand } from '../command.js';
import type { CommandDeps } from '../command-deps.js';
import { personHolder } from '../lock/lock.js';
import { say } from '../say.js';

interface Unlock {
  readonly server?: string;
}

export const unlock = defineCommand<Unlock>({
  name: 'unlock',
  usage: 'unlock [SERVER]',
  spellings: ['unlock', 'déverrouille', 'déverrouiller', 'libère', 'libérer'],
  meaning: {
    en: 'give back what you locked; an admin, what anybody locked',
    fr: "rendre ce que vous avez verrouillé ; un admin, ce que n'importe qui a verrouillé",
  },
  needs: 'operator',
  read({ rest }) {
    const [server, ...more] = rest;
    if (saysNoMore(rest)) return {};
    return server !== undefined && serverPattern.test(server.toLowerCase()) && saysNoMore(more)
      ? { server: server.toLowerCase() }
      : undefined;
  },
  async answer({ server }, { situation, role }, deps) {
    const { request, input } = situation;
    const { language, login } = request;
    const { repository } = input;
    const mine = personHolder(login);
    const [held] = server === undefined ? [] : await deps.records.locks.holders([server], repository);
    if (held?.runId != null) return say(language, ofRun(held.server, held.runId));
    const holder = held?.holder ?? mine;
    if (holder !== mine && !hasRole(role, 'admin')) return say(language, ofSomebodyElse(holder));
    const freed = await deps.records.locks.unlock({ repository, holder, ...(server === undefined ? {} : { server }) });
    if (freed.length === 0) return say(language, nothingLocked);
    await deps.records.audit.append({
      actor: login,
      kind: 'lock.given-back',
      subject: repository,
      data: { servers: [...freed], holder },
      key: `lock.given-back:${requestId(input)}`,
    });
    await wakeWaiters(repository, freed, deps);
    return say(language, given(freed));
  },
});

async function wakeWaiters(repository: string, freed: readonly string[], deps: CommandDeps): Promise<void> {
  for (const { holder } of await deps.records.locks.waiters(repository, freed)) await deps.wake(holder);
}

const given = (servers: readonly string[]): Localized => {
  const names = servers.map(inlineCode).join(', ');
  return { en: `Given back: ${names}`, fr: `Rendu : ${names}` };
};
const nothingLocked: Localized = {
  en: 'Nothing is locked by hand there; `/ops servers` shows who has what.',
  fr: "Rien n'y est verrouillé à la main ; `/ops servers` montre qui tient quoi.",
};
const ofRun = (server: string, run: string): Localized => ({
  en: `${inlineCode(server)} is held by a run, which gives it back at its end. To end it: \`/ops cancel ${run}\``,
  fr: `${inlineCode(server)} est tenu par une exécution, qui le rend à la fin. Pour l'arrêter : \`/ops cancel ${run}\``,
});
const ofSomebodyElse = (holder: string): Localized => ({
  en: `${inlineCode(holder)} locked it; they or an admin can give it back.`,
  fr: `${inlineCode(holder)} l'a verrouillé ; cette personne ou un admin peut le rendre.`,
});
