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
      irregular(
        'trash|discard|scrap|obliterate|expunge|éradique|éradiquer|balaye|balayer|fais disparaître|faire disparaître|mets à la poubelle|mettre à la poubelle|poubelle|throw away|throw out|do away with|clear off|take off|efface moi|suprime|suprimer|suppr',
        'trashed|discarded|scrapped',
      ),
      english('delete remove erase wipe destroy drop+ shred unlink nuke zap+ format+'),
      french('supprim effac vir dégag enlèv enlev retir jett bazard dropp'),
      irregular('rm|rm rf|détruis|détruire|détruisez|get rid of|débarrasse|fous en l’air'),
    ],
    nouns: 'suppression|deletion|removal',
  },
  {
    concept: 'clean',
    verbs: [
      irregular(
        'reclaim|reclaim space|reclaim some space|récupère de la place|récupérer de la place|gagne de la place|gagner de la place|regagne de la place|allège|alléger|désencombre|désencombrer|déblaye|déblayer|fais du ménage|faire du ménage|sweep|sweep out|declutter|flush out|clear some|clear up|make space|make some space|free some space',
        'swept',
      ),
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
      irregular(
        'hotfix|envoie en prod|envoyer en prod|envoyez en prod|monte en prod|monter en prod|sors la version|sortir la version|livre en prod|bring to production|bring to prod|push live|go live|bascule sur la version|basculer sur la version|deploie|deploiement de|met en prod|met en production',
      ),
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
      irregular(
        'reviens à la version|revenir à la version|reviens à la précédente|revenir à la précédente|back to the previous version|restore the previous version|restore the previous release|roll it back|step back to|retourne à la version|retourner à la version|retour à la version|défais le déploiement|défaire le déploiement|undeploy|go back one version|une version en arrière|repars sur la version|repartir sur la version|remettre l’ancienne version|remets la précédente|remettre la précédente',
      ),
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
      irregular(
        'set up the package|add the package|ajoute le paquet|ajouter le paquet|rajoute le paquet|mets le paquet|mettre le paquet|pose le paquet|instal|instale|instaler',
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
        'bring up to date|get up to date|mets les paquets à jour|actualise|actualiser|actualisez|passe à la dernière version|passer à la dernière version|met à jour|metre à jour|màje',
      ),
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
    verbs: [
      irregular(
        'remove the package|delete the package|purge the package|remove package|enlève le paquet|enlever le paquet|supprime le paquet|supprimer le paquet|retire le paquet|retirer le paquet|vire le paquet|virer le paquet|get rid of the package|desinstalle|desinstaller',
      ),
      english('uninstall'),
      french('désinstall'),
      irregular('apt remove|apt purge|dnf remove|yum remove'),
    ],
  },
  {
    concept: 'backup',
    verbs: [
      irregular(
        'sauve|sauver|sauvez|mets de côté|mettre de côté|keep a copy|keep a copy of|make a copy|make a copy of|prends une copie|prendre une copie|mets à l’abri|mettre à l’abri|sauvegarge|sauvgarde|sauvegader',
        'ayant sauvegardé',
      ),
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
      irregular(
        'reprends la sauvegarde|reprendre la sauvegarde|recharge la sauvegarde|recharger la sauvegarde|recharge le dump|recharger le dump|reload the dump|reload the backup|réimporte|réimporter|import the dump|bring back from backup|recover from backup|remets les données|remettre les données',
      ),
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
      irregular(
        'remplace le contenu|remplacer le contenu|replace the content|replace the contents|overwrite the file|pose le fichier|poser le fichier|mets le fichier|mettre le fichier|save the file|put the file|drop the file',
      ),
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
      irregular('insère|insérer|insérez|tack on|rajoute la ligne|ajoute la ligne|ajouter la ligne|add the line'),
      english('add append insert'),
      french('ajout rajout'),
      irregular('met la ligne|mets la ligne|mettre la ligne'),
    ],
    nouns: 'ajout',
  },
  {
    concept: 'run',
    verbs: [
      irregular('execute the command|execute command|passe la commande|passer la commande'),
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
