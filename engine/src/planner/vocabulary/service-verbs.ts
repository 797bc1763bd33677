import { english, french, irregular } from './inflect.js';
import type { Verb } from './verb.js';

/** What people write for changes of services. */
export const serviceVerbs: readonly Verb[] = [
  {
    concept: 'restart',
    verbs: [
      irregular(
        `
          rst | rstrt | rstart | restrt | rdm | rdem | redém | rdmr | rlnc | rlce | relaunch | re start | reinit | reinitialise | reinitialize | rebondis | fais rebondir
          remets d’aplomb | remettre d’aplomb | remets sur pied | remettre sur pied | get going again
          get it going again | bring back to life | fais redémarrer | faire redémarrer | faites redémarrer
          fais relancer | faire relancer | redémare | redemare | relances | restard | resart | restrat
          coup de pied | un coup de pied | un bon coup de pied | coup de pied au cul | coup de pied aux fesses
          un coup de pied au cul | un coup de pied aux fesses | coup de pied dans | coup de fouet
          un coup de fouet | coup de latte | un coup de latte | coup de boule | un coup de boule
          coup de savate | un coup de savate | kick up the backside | kick up the arse | kick in the pants
          off-and-on | off and on | on and off | off-on | the old off and on | the old off-and-on | secoue | secoue moi
          secouer | secouez | botte le cul | botter le cul | give it a nudge | give it a shove | repars | repars moi | repartez | reparte | repartir
          fais repartir | refais partir | refaire partir | remets en selle | remettre en selle
          turn it off and back on | turn off and back on | éteins et rallume | éteindre et rallumer
        `,
        'relaunched|relaunches|relaunching',
      ),
      english('restart bounce kick respawn recycle cycle resurrect jolt reanimate jumpstart'),
      french('redémarr relanc ressuscit kick bounc rebranch réanim raviv repart'),
      irregular(
        `
          restart it | rollout restart | redem | turn off and on | turn it off and on | off and on again
          remets en route | remettre en route | remettez en route | remets en marche | remettre en marche
          repartir | fais repartir | faire repartir | faites repartir | réinitialise | stop and start
          arrête et relance | arrête et redémarre | arrêter et redémarrer | give it a kick | give a kick to
          reboute
        `,
        'ça redémarre|se relance|redémarrent',
      ),
    ],
    nouns: `
        a restart | redémarrage | un redémarrage | relancement | relance générale | un restart | le restart
        un coup de kick | bounce of
      `,
  },
  {
    concept: 'start',
    verbs: [
      irregular(
        `
          mets en marche | mettre en marche | mettez en marche | mets en route | mettre en route
          mettez en route | lance le service | lancer le service | fire it up | crank up | get running
          get it running
        `,
      ),
      english('start'),
      french('démarr allum rallum enclench réenclench branch'),
      irregular(
        `
          turn on | switch on | bring up | bring back up | start up | spin up | boot up | fire up | power up
          remonte | remonter | remontez | pars moi | partez moi | fais partir | faire partir | faites partir
          mets en branle | mettre en branle
        `,
      ),
      irregular('', 'lancée|lancés|lancées|start order'),
    ],
    nouns: 'démarrage|startup',
  },
  {
    concept: 'stop',
    verbs: [
      irregular(
        `
          interromps | interrompre | interrompez | suspend | suspends | suspendre | suspendez | pause
          mets en pause | mettre en pause | mettez en pause | put to sleep | mets hors service
          mettre hors service | cut | quiesce
        `,
        'suspended|paused|interrompu|interrompue',
      ),
      english('stop+ halt'),
      french('stopp arrêt coup'),
      irregular(
        `
          éteins | éteindre | éteignez | turn off | switch off | shut down | shutdown | shut it down | take down
          bring down | mets à l’arrêt | mettre à l’arrêt
        `,
        'éteint|éteinte|éteints|éteintes|shuts down',
      ),
    ],
    nouns: 'arrêt',
  },
  {
    concept: 'reload',
    verbs: [
      irregular(
        `
          rld | reld | rlod | rechrg | rchg | relis la configuration | relire la configuration | relire ses confs | refresh the config
          refresh the configuration | reread the configuration | rafraîchis la conf | rafraîchir la conf
          prends en compte la nouvelle conf | prendre en compte la nouvelle conf | pick up the new config
          pick up the config | graceful reload | hot reload | recharge à chaud | recharger à chaud
        `,
      ),
      english('reload sighup hup+'),
      french('recharg reload'),
      irregular(
        `
          relis la conf | relire la conf | relis la config | reread the config | re-read the config
          prendre en compte la conf
        `,
      ),
    ],
    nouns: 'rechargement|a reload|un reload',
  },
  {
    concept: 'enable',
    verbs: [
      irregular(
        `
          comes back after a reboot | come back after a reboot | comes back after reboot
          comes back up after a reboot | survives a reboot | survive a reboot | survive reboots
          revienne après un reboot | revienne au boot | reviens au boot | revienne après un redémarrage
          lance au boot | lancer au boot | starts at boot | starts on boot | starts automatically | auto start
          start with the machine | start by itself at boot | démarre tout seul au boot
        `,
      ),
      english('enable unmask'),
      french('activ réactiv'),
      irregular(
        `
          active au démarrage | activer au démarrage | start at boot | start on boot | démarre au boot
          démarrer au boot | lance au démarrage | fais démarrer au boot | démarre automatiquement
          démarrer automatiquement | start automatically | autostart
        `,
      ),
    ],
    nouns: 'activation',
  },
  {
    concept: 'disable',
    verbs: [
      irregular(
        `
          shouldnt start at boot | should not start at boot | shouldnt start on boot | not start at boot
          must not start at boot | dont start at boot | ne doit plus démarrer au boot
          ne doit pas démarrer au boot | doit plus démarrer au boot | ne démarre plus au boot
          ne se lance plus au boot | ne doit plus se lancer au boot | stop starting at boot
          stop from starting at boot | prevent from starting at boot | empêche de démarrer au boot
          empêcher de démarrer au boot | no longer start at boot | ne plus lancer au démarrage
          ne plus démarrer au démarrage
        `,
      ),
      english('disable mask deactivate'),
      french('désactiv'),
      irregular(
        `
          désactive au démarrage | désactiver au démarrage | ne plus démarrer au boot | no autostart
          keep from starting at boot
        `,
      ),
    ],
    nouns: 'désactivation',
  },
];
