import { english, french, irregular } from './inflect.js';
import type { Verb } from './verb.js';

/** What people write for changes of releases and packages. */
export const releaseVerbs: readonly Verb[] = [
  {
    concept: 'deploy',
    verbs: [
      irregular(
        `
          hotfix | envoie en prod | envoyer en prod | envoyez en prod | monte en prod | monter en prod
          sors la version | sortir la version | livre en prod | bring to production | bring to prod | push live
          go live | bascule sur la version | basculer sur la version | deploie | deploiement de | met en prod
          met en production
        `,
      ),
      english('deploy ship+ promote publish'),
      french('livr publi'),
      irregular(
        `
          roll out | rollout | push out | push to prod | push to production | release | déploie | déploies
          déployer | déployez | déploierais | mets en production | mettre en production | mettez en production
          passe en production | passer en production | mets en prod | mettre en prod | mettez en prod
          mets en ligne | mettre en ligne | passe en prod | passer en prod | pousse en prod | pousser en prod
          pousse | pousser | balance en prod | go live with | put live | put in production
        `,
        'déployé|déployée|déployés|déployées|released|rolled out',
      ),
    ],
    nouns: 'deployment|deploys|déploiement|mise en prod|mise en production|mep|livraison|rollout of',
  },
  {
    concept: 'rollback',
    verbs: [
      irregular(
        `
          annule la mise à jour | annuler la mise à jour | annulez la mise à jour | annule la livraison
          annuler la livraison | annule la màj | annule la maj | annule le dernier déploiement
          annuler le dernier déploiement | défais la mise à jour | défaire la mise à jour | undo the update
          undo the upgrade | undo the rollout | undo the last deploy | undo the last deployment
          undo the last release | back out the update | reviens à la version | revenir à la version | reviens à la précédente | revenir à la précédente
          back to the previous version | restore the previous version | restore the previous release
          roll it back | step back to | retourne à la version | retourner à la version | retour à la version
          défais le déploiement | défaire le déploiement | undeploy | go back one version
          une version en arrière | repars sur la version | repartir sur la version | remettre l’ancienne version
          remets la précédente | remettre la précédente
        `,
      ),
      english('revert downgrade'),
      irregular(
        `
          rollback | roll back | rollbacke | rollbacker | back out | go back to | reviens à | revenir à
          reviens en arrière | revenir en arrière | revenez en arrière | fais un retour arrière
          faire un retour arrière | repasse à | repasser à | repasse sur la version | remets la version
          remettre la version | remets l’ancienne version | put back the version | undo the deploy
          undo the last deployment | undo the last deploy | cancel the last deployment | annule le dernier déploiement
          annuler le dernier déploiement | undo the release | undo the deployment | annule le déploiement | annule la mep
          annule la mise en prod | annuler le déploiement | switch back to
        `,
        'rolled back|rollbacked',
      ),
    ],
    nouns: 'retour arrière|un rollback|a rollback|marche arrière',
  },
  {
    concept: 'install',
    verbs: [
      irregular(
        `
          set up the package | add the package | ajoute le paquet | ajouter le paquet | rajoute le paquet
          mets le paquet | mettre le paquet | pose le paquet | instal | instale | instaler
        `,
      ),
      english('install'),
      french('install'),
      irregular('apt install|apt get install|dnf install|yum install|apk add'),
    ],
    nouns: 'installation',
  },
  {
    concept: 'upgrade',
    verbs: [
      irregular(
        `
          bring up to date | get up to date | mets les paquets à jour | actualise | actualiser | actualisez
          passe à la dernière version | passer à la dernière version | met à jour | metre à jour | màje
        `,
      ),
      english('upgrade update patch'),
      french('patch upgrad'),
      irregular(
        `
          mets à jour | mettre à jour | mettez à jour | mets à niveau | mettre à niveau | apt upgrade
          apt get upgrade | dnf upgrade | yum update | bump | fais les mises à jour | faire les mises à jour
          passe les mises à jour | passer les mises à jour
        `,
        'mis à jour|mise à jour faite',
      ),
    ],
    nouns: 'mise à jour|mises à jour|màj|maj|updates|upgrades|patches|correctifs',
  },
  {
    concept: 'uninstall',
    verbs: [
      irregular(
        `
          remove the package | delete the package | purge the package | remove package | enlève le paquet
          enlever le paquet | supprime le paquet | supprimer le paquet | retire le paquet | retirer le paquet
          vire le paquet | virer le paquet | get rid of the package | desinstalle | desinstaller
        `,
      ),
      english('uninstall'),
      french('désinstall'),
      irregular('apt remove|apt purge|dnf remove|yum remove'),
    ],
  },
];
