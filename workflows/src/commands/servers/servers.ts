import type { LockHolder } from '@chatops-commander/engine/records/locks';
import { inline, inlineCode, table } from '@chatops-commander/engine/report/markdown';
import { nothing } from '@chatops-commander/engine/request/command-arguments';
import { defineCommand } from '../command.js';

const serversShown = 200;

export const servers = defineCommand({
  name: 'servers',
  usage: 'servers',
  spellings: ['servers', 'serveurs', 'les serveurs', 'machines', 'hosts'],
  meaning: { en: 'the servers I know, and who has them', fr: 'les serveurs que je connais, et qui les tient' },
  needs: 'viewer',
  read: ({ rest }) => nothing(rest),
  async answer(_args, { situation }, deps) {
    const { request, input, config } = situation;
    const french = request.language === 'fr';
    const [held, waiters] = await Promise.all([
      deps.records.locks.holders(undefined, input.repository),
      deps.records.locks.waiters(input.repository),
    ]);
    const holders = new Map(held.map((lock) => [lock.server, lock]));
    const rows = Object.entries(config.inventory.servers).slice(0, serversShown);
    return table(
      french ? ['Serveur', 'Environnement', 'Tenu par', 'En attente'] : ['Server', 'Environment', 'Held by', 'Waiting'],
      rows.map(([name, server]) => {
        const waiting = waiters.filter((waiter) => waiter.servers.includes(name)).length;
        return [
          inlineCode(name),
          inline(server.environment),
          sayHolder(holders.get(name)),
          waiting === 0 ? '' : String(waiting),
        ];
      }),
    );
  },
});

const sayHolder = (lock: LockHolder | undefined): string =>
  lock === undefined ? '' : `${inlineCode(lock.runId ?? lock.holder.replace(/^person:/, ''))} ${inline(lock.reason)}`;
