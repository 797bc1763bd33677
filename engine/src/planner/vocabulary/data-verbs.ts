import { english, french, irregular } from './inflect.js';
import type { Verb } from './verb.js';

/** What is only ever denied: "don't touch anything". */
const anyChange: Verb = {
  concept: 'touch',
  verbs: [
    irregular(
      'touch|touche|toucher|touchez|touching|do anything|do something|faire quoi que ce soit|change anything|change quoi que ce soit',
    ),
  ],
};

/** What people write for changes of files, packages, releases and data. */
export const dataVerbs: readonly Verb[] = [
  anyChange,
  {
    concept: 'delete',
    verbs: [
      english('delete remove erase wipe destroy drop+ shred unlink nuke zap+ format+'),
      french('supprim effac vir dégag enlèv enlev retir jett bazard dropp'),
      irregular('rm|rm rf|détruis|détruire|détruisez|get rid of|débarrasse|fous en l’air'),
    ],
    nouns: 'suppression|deletion|removal',
  },
  {
    concept: 'clean',
    verbs: [
      english('clean prune purge truncate rotate trim+ tidy'),
      french('nettoi nettoy purg vid trim élagu rotat'),
      irregular(
        'clean up|cleanup|clean out|clear out|free up|free some|make room|make some room|fais de la place|faire de la place|fais le ménage|faire le ménage|fais un peu de ménage|libère|libérer|libérez|fais du vide|faire du vide|tidy up',
      ),
    ],
    nouns: 'nettoyage|ménage|un nettoyage|rotation|pruning',
  },
  {
    concept: 'deploy',
    verbs: [
      english('deploy ship+ promote publish'),
      french('livr publi'),
      irregular(
        'roll out|rollout|push out|push to prod|push to production|release|déploie|déploies|déployer|déployez|déploierais|mets en production|mettre en production|mettez en production|passe en production|passer en production|mets en prod|mettre en prod|mettez en prod|mets en ligne|mettre en ligne|passe en prod|passer en prod|pousse en prod|pousser en prod|pousse|pousser|balance en prod|go live with|put live|put in production',
        'déployé|déployée|déployés|déployées|released|rolled out',
      ),
    ],
    nouns: 'deployment|deploys|déploiement|mise en prod|mise en production|mep|livraison|rollout of',
  },
  {
    concept: 'rollback',
    verbs: [
      english('revert downgrade'),
      irregular(
        'rollback|roll back|rollbacke|rollbacker|back out|go back to|reviens à|revenir à|reviens en arrière|revenir en arrière|revenez en arrière|fais un retour arrière|faire un retour arrière|repasse à|repasser à|repasse sur la version|remets la version|remettre la version|remets l’ancienne version|put back the version|undo the deploy|undo the release|undo the deployment|annule le déploiement|annule la mep|annule la mise en prod|annuler le déploiement|switch back to',
        'rolled back|rollbacked',
      ),
    ],
    nouns: 'retour arrière|un rollback|a rollback|marche arrière',
  },
  {
    concept: 'install',
    verbs: [
      english('install'),
      french('install'),
      irregular('apt install|apt get install|dnf install|yum install|apk add'),
    ],
    nouns: 'installation',
  },
  {
    concept: 'upgrade',
    verbs: [
      english('upgrade update patch'),
      french('patch upgrad'),
      irregular(
        'mets à jour|mettre à jour|mettez à jour|mets à niveau|mettre à niveau|apt upgrade|apt get upgrade|dnf upgrade|yum update|bump|fais les mises à jour|faire les mises à jour|passe les mises à jour|passer les mises à jour',
        'mis à jour|mise à jour faite',
      ),
    ],
    nouns: 'mise à jour|mises à jour|màj|maj|updates|upgrades|patches|correctifs',
  },
  {
    concept: 'uninstall',
    verbs: [english('uninstall'), french('désinstall'), irregular('apt remove|apt purge|dnf remove|yum remove')],
  },
  {
    concept: 'backup',
    verbs: [
      english('archive'),
      french('sauvegard archiv backup'),
      irregular(
        'back up|backup|bkp|save a copy|save a copy of|faire une copie|fais une copie|copie de sécurité|dump|dumpe|dumper|pg dump|mysqldump|snapshot|snapshotte|take a snapshot|fais un dump|faire un dump',
        'backing up|backed up|backs up|dumped|dumping',
      ),
    ],
    nouns:
      'backup|backups|a backup|une sauvegarde|sauvegarde|sauvegardes|archives|un backup|le backup|les backups|dump|dumps|un dump|snapshots',
  },
  {
    concept: 'restore',
    verbs: [
      english('restore recover'),
      french('restaur récupèr récupér'),
      irregular(
        'remets la sauvegarde|remettre la sauvegarde|remonte la sauvegarde|remonter la sauvegarde|remonte le dump|put back the backup|bring back the backup|réinjecte|réinjecter',
      ),
    ],
    nouns: 'restauration|restoration|a restore|une restauration',
  },
  {
    concept: 'write',
    verbs: [
      english('overwrite'),
      french('écras'),
      irregular(
        'write|writing|put|create file|create the file|create a file|crée le fichier|crée un fichier|créer le fichier|créer un fichier|créez le fichier|écris|écrire|écrivez|mets dans le fichier|mettre dans le fichier|dépose|déposer|remplace le fichier|replace the file',
        'wrote|written|écrit|écrite|writes',
      ),
    ],
  },
  {
    concept: 'add',
    verbs: [
      english('add append insert'),
      french('ajout rajout'),
      irregular('met la ligne|mets la ligne|mettre la ligne'),
    ],
    nouns: 'ajout',
  },
  {
    concept: 'run',
    verbs: [
      english('execute'),
      french('exécut'),
      irregular(
        'run|running the command|exec|run command|run the command|lance la commande|lancer la commande|exécute la commande|exécuter la commande|joue|jouer|fais tourner',
        'ran',
      ),
    ],
    nouns: 'exécution',
  },
];
