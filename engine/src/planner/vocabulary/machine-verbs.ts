import { english, french, irregular } from './inflect.js';
import type { Verb } from './verb.js';

/** What people write for changes of machines and processes. */
export const machineVerbs: readonly Verb[] = [
  {
    concept: 'reboot',
    verbs: [
      irregular(
        `
          restart the vm | restart the node | restart the hosts | restart hosts | restart servers
          restart machines | restart boxes | restart the boxes | restart the nodes | redémarre la vm
          redémarrer la vm | redémarre l’hôte | redémarre le noeud | redémarre la bécane | redémarrer la bécane
          relance la bécane | relancer la bécane | relance la vm | relance les serveurs | relancer les serveurs
          relance les machines | relancez les serveurs | relancez les machines | cold boot | reboot le serveur
          rebooter le serveur | rebooter la machine | reboot the box | hard reboot | soft reboot
        `,
      ),
      english('reboot'),
      french('reboot'),
      irregular(
        `
          power cycle | powercycle | hard reset | restart the server | restart the machine | restart the box
          restart the host | restart the whole server | redémarre le serveur | redémarrer le serveur
          redémarrez le serveur | redémarre la machine | redémarrer la machine | redémarrez la machine
          relance le serveur | relancer le serveur | relance la machine | redémarre physiquement
          restart server | restart machine | redémarre les serveurs | redémarrer les serveurs
          restart the servers | restart the machines | redémarre les machines
        `,
      ),
    ],
    nouns:
      'redémarrage machine|redémarrage serveur|redémarrage machines|redémarrage serveurs|redémarrage des machines|redémarrage des serveurs|redémarrage physique|redémarrage complet|machine restart|server restart|host restart|full restart|full reboot|reboot complet|un reboot|a reboot|redémarrage du serveur|redémarrage de la machine',
  },
  {
    concept: 'poweroff',
    verbs: [
      irregular(
        `
          éteins la vm | éteindre la vm | éteins les serveurs | éteindre les serveurs | éteins les machines
          halt the machine | halt the server | shut the server down | shut the machine down | shut down the vm
          shut down the servers | shut down the box | stop the machine | stop the vm | stop the servers
          stop the machines | stop the box | arrête les serveurs | arrêter les serveurs | arrête les machines
          arrêter la machine | arrête la vm | mets hors tension | mettre hors tension | coupe le serveur
          couper le serveur | coupe la machine | débranche | débrancher | unplug
        `,
      ),
      irregular(
        `
          poweroff | power off | power down | éteins le serveur | éteindre le serveur | shut down the server
          shut down the machine | stop the server | éteins la machine | éteindre la machine | arrête le serveur
          arrêter le serveur | arrête la machine
        `,
      ),
    ],
  },
  {
    concept: 'kill',
    verbs: [
      irregular(
        `
          end the process | end process | mets fin au processus | mettre fin au processus | achève | achever
          abats | abattre | trucide | zigouille | bute | buter | take out the process
        `,
      ),
      english('kill pkill terminate'),
      french('kill'),
      irregular('kill 9|tue|tuer|tuez|sigkill|flingue|flinguer|butte|dégomme'),
    ],
  },
];
