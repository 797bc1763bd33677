import type { BeyondReach } from './beyond-reach.js';
import { irregular } from './inflect.js';

/** What people want of a machine and no action does, with what comes nearest. */
export const machineDeeds: readonly BeyondReach[] = [
  {
    concept: 'see-logins',
    deed: {
      en: 'tell who is logged in; I can run `who` or `last` on a server, as a command that is approved first',
      fr: 'dire qui est connecté ; je peux exécuter `who` ou `last` sur un serveur, comme commande approuvée d’abord',
    },
    verbs: [
      irregular(
        `
          who is on | qui est sur le serveur | qui est connecté sur | qui est connecté à | who is connected | who is logged in | who is logged on | who is connected to | who is on the server | logged in users
          last logins | recent logins | qui est connecté | qui est loggé | qui est logué | dernières connexions ssh
          utilisateurs connectés | derniers logins
        `,
      ),
    ],
  },
  {
    concept: 'set-clock',
    deed: {
      en: 'set clocks; I can check whether one is right',
      fr: 'régler l’heure ; je peux vérifier si elle est juste',
    },
    verbs: [
      irregular(
        `
          sync the clock | sync the time | synchronise the clock | synchronize the clock | set the clock | set the time
          fix the clock | change the timezone | change the time zone | set the timezone | synchronise l’heure
          synchronise l’horloge | synchroniser l’heure | synchroniser l’horloge | règle l’heure | règle l’horloge
          remets à l’heure | mets à l’heure | resynchronise | change le fuseau horaire
        `,
      ),
    ],
  },
  {
    concept: 'validate-config',
    deed: {
      en: 'validate a configuration by itself; a reload validates it first, and I can run `nginx -t` as a command',
      fr: 'valider une configuration seule ; un rechargement la valide d’abord, et je peux exécuter `nginx -t` comme commande',
    },
    verbs: [
      irregular(
        `
          test nginx config | test nginx configuration | test the nginx config | test the nginx configuration | check nginx config
          check the nginx config | test the config | test the configuration | validate the config | validate nginx config
          validate the nginx config | validate the configuration | configtest | config test | teste la config
          teste la conf | teste la configuration | vérifie la config nginx | vérifie la conf nginx | teste la conf nginx
          teste la config nginx | valide la config | valide la conf | valide la configuration | valide la conf nginx
        `,
      ),
    ],
  },
];
