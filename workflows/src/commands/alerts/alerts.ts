import { nothing } from '@chatops-commander/engine/request/command-arguments';
import { defineCommand } from '../command.js';
import { say } from '../say.js';

export const alerts = defineCommand({
  name: 'alerts',
  usage: 'alerts',
  spellings: ['alerts', 'alert', 'alertes', 'les alertes'],
  meaning: { en: 'open alerts', fr: 'les alertes ouvertes' },
  needs: 'viewer',
  read: ({ rest }) => nothing(rest),
  answer: async (_args, { situation }) =>
    say(situation.request.language, {
      en: 'Monitors are not part of this version yet, so I know of no alerts. To look now: `/ops is everything ok?`',
      fr: 'Les moniteurs ne font pas encore partie de cette version : je ne connais aucune alerte. Pour regarder maintenant : `/ops tout va bien ?`',
    }),
});
