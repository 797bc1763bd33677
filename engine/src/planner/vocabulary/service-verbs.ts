import { english, french, irregular } from './inflect.js';
import type { Verb } from './verb.js';

/** What people write for changes of services and machines. */
export const serviceVerbs: readonly Verb[] = [
  {
    concept: 'restart',
    verbs: [
      english('restart bounce kick respawn recycle cycle resurrect'),
      french('redémarr relanc ressuscit kick bounc'),
      irregular(
        'restart it|rollout restart|redem|redém|turn off and on|turn it off and on|off and on again|remets en route|remettre en route|remettez en route|remets en marche|remettre en marche|repartir|fais repartir|faire repartir|faites repartir|réinitialise|stop and start|arrête et relance|arrête et redémarre|arrêter et redémarrer|give it a kick|give a kick to|reboute',
        'ça redémarre|se relance|redémarrent',
      ),
    ],
    nouns:
      'a restart|redémarrage|un redémarrage|relancement|relance générale|un restart|le restart|un coup de kick|bounce of',
  },
  {
    concept: 'start',
    verbs: [
      english('start'),
      french('démarr allum rallum'),
      irregular(
        'turn on|switch on|bring up|bring back up|start up|spin up|boot up|fire up|power up|remonte|remonter|remontez',
      ),
      irregular('', 'lancée|lancés|lancées|start order'),
    ],
    nouns: 'démarrage|startup',
  },
  {
    concept: 'stop',
    verbs: [
      english('stop+ halt'),
      french('stopp arrêt coup'),
      irregular(
        'éteins|éteindre|éteignez|turn off|switch off|shut down|shutdown|shut it down|take down|bring down|mets à l’arrêt|mettre à l’arrêt',
        'éteint|éteinte|éteints|éteintes|shuts down',
      ),
    ],
    nouns: 'arrêt',
  },
  {
    concept: 'reload',
    verbs: [
      english('reload sighup hup+'),
      french('recharg reload'),
      irregular(
        'relis la conf|relire la conf|relis la config|reread the config|re-read the config|prendre en compte la conf',
      ),
    ],
    nouns: 'rechargement|a reload|un reload',
  },
  {
    concept: 'enable',
    verbs: [
      english('enable unmask'),
      french('activ réactiv'),
      irregular(
        'active au démarrage|activer au démarrage|start at boot|start on boot|démarre au boot|démarrer au boot|lance au démarrage|fais démarrer au boot|démarre automatiquement|démarrer automatiquement|start automatically|autostart',
      ),
    ],
    nouns: 'activation',
  },
  {
    concept: 'disable',
    verbs: [
      english('disable mask deactivate'),
      french('désactiv'),
      irregular(
        'désactive au démarrage|désactiver au démarrage|ne plus démarrer au boot|no autostart|keep from starting at boot',
      ),
    ],
    nouns: 'désactivation',
  },
  {
    concept: 'reboot',
    verbs: [
      english('reboot'),
      french('reboot'),
      irregular(
        'power cycle|powercycle|hard reset|restart the server|restart the machine|restart the box|restart the host|restart the whole server|redémarre le serveur|redémarrer le serveur|redémarrez le serveur|redémarre la machine|redémarrer la machine|redémarrez la machine|relance le serveur|relancer le serveur|relance la machine|redémarre physiquement|restart server|restart machine|redémarre les serveurs|redémarrer les serveurs|restart the servers|restart the machines|redémarre les machines',
      ),
    ],
    nouns: 'un reboot|a reboot|redémarrage du serveur|redémarrage de la machine',
  },
  {
    concept: 'poweroff',
    verbs: [
      irregular(
        'poweroff|power off|power down|éteins le serveur|éteindre le serveur|shut down the server|shut down the machine|stop the server|éteins la machine|éteindre la machine|arrête le serveur|arrêter le serveur|arrête la machine',
      ),
    ],
  },
  {
    concept: 'kill',
    verbs: [
      english('kill pkill terminate'),
      french('kill'),
      irregular('kill 9|tue|tuer|tuez|sigkill|flingue|flinguer|butte|dégomme'),
    ],
  },
];
