import type { Localized } from '../../actions/action.js';
import { english, french, irregular, type Inflection } from './inflect.js';

/** What is asked for and no action of this version does. */
interface BeyondReach {
  readonly concept: string;
  readonly deed: Localized;
  readonly verbs: readonly Inflection[];
}

/** Completes "I can't …" and "Je ne sais pas …" where the catalog has nothing for a verb. */
export const deedOf: Readonly<Record<string, Localized>> = {
  reboot: { en: 'reboot servers here', fr: 'redémarrer les machines elles-mêmes' },
  poweroff: { en: 'power servers off', fr: 'éteindre les machines' },
  kill: { en: 'kill processes', fr: 'tuer un processus' },
  reload: { en: 'reload a configuration here', fr: 'recharger une configuration' },
  enable: { en: 'enable services at boot here', fr: 'activer un service au démarrage' },
  disable: { en: 'disable services at boot here', fr: 'désactiver un service au démarrage' },
  delete: { en: 'delete that', fr: 'supprimer cela' },
  clean: { en: 'clean that up', fr: 'faire ce ménage' },
  deploy: { en: 'deploy that', fr: 'déployer cela' },
  rollback: { en: 'go back to an earlier version of that', fr: 'revenir à une version précédente de cela' },
  install: { en: 'install packages here', fr: 'installer des paquets' },
  upgrade: { en: 'upgrade that', fr: 'mettre cela à jour' },
  uninstall: { en: 'uninstall packages', fr: 'désinstaller des paquets' },
  backup: { en: 'back that up', fr: 'sauvegarder cela' },
  restore: { en: 'restore that', fr: 'restaurer cela' },
  write: { en: 'write that', fr: 'écrire cela' },
  add: { en: 'add that', fr: 'ajouter cela' },
};

const beyond: readonly BeyondReach[] = [
  {
    concept: 'manage-accounts',
    deed: { en: 'manage accounts, keys or passwords', fr: 'gérer les comptes, les clés ni les mots de passe' },
    verbs: [
      english('grant revoke chmod chown'),
      irregular(
        'add user|add a user|create user|create a user|new user|delete user|crée un utilisateur|créer un utilisateur|ajoute un utilisateur|ajouter un utilisateur|crée un compte|créer un compte|create an account|password|passwords|mot de passe|mots de passe|mdp|sudoers|token|tokens|secret|secrets|private key|clé privée|clés privées|credentials|identifiants|.env|env file|/etc/shadow|variables d’environnement|api key|api keys|clé api|clés api|donne les droits|droits root|root access|accès root',
      ),
    ],
  },
  {
    concept: 'change-data',
    deed: { en: 'change data inside a database', fr: 'modifier les données d’une base' },
    verbs: [
      english('reindex vacuum'),
      irregular(
        'alter table|drop table|drop database|create table|delete from|insert into|truncate table|failover|bascule|basculer|migration|migrations|run migrations|lance les migrations|promote the replica|update the table|modifie la table',
      ),
    ],
  },
  {
    concept: 'scale',
    deed: { en: 'scale or move workloads', fr: 'ajouter ou déplacer des ressources' },
    verbs: [
      english('scale autoscale provision resize drain migrate'),
      french('migr redimensionn provisionn scal drain'),
      irregular(
        'scale up|scale down|create server|ajoute un serveur|add a server|migrate vm|move|moving|déplace|déplacer|spin up a server|new server|nouveau serveur|augmente la ram|add ram|ajoute de la ram|rajoute de la ram|ajoute des serveurs',
      ),
    ],
  },
  {
    concept: 'renew',
    deed: { en: 'renew certificates', fr: 'renouveler les certificats' },
    verbs: [
      english('renew'),
      irregular('renouvelle|renouveler|renouvelez|certbot|regenerate the certificate|régénère le certificat'),
    ],
  },
  {
    concept: 'change-network',
    deed: { en: 'change firewalls, DNS or routes', fr: 'modifier pare-feu, DNS ou routes' },
    verbs: [
      english('ban+ unblock'),
      french('bann bloqu débloqu'),
      irregular(
        'block|block ip|block the ip|open the port|open up port|ouvre le port|ouvrir le port|ferme le port|fermer le port|close the port|change the dns|whitelist|blacklist|allow ip|ajoute une règle|redirect|redirige',
      ),
    ],
  },
  {
    concept: 'edit',
    deed: {
      en: 'make that edit; I can write a whole file',
      fr: 'faire cette modification ; je peux écrire un fichier entier',
    },
    verbs: [
      english('edit modify replace append configure'),
      french('édit modifi remplac configur reconfigur chang'),
      irregular(
        'change|changing|comment out|décommente|décommenter|uncomment|set|règle|régler|passe à|augmente|augmenter|increase|decrease|raise|lower|tweak|tune',
      ),
    ],
  },
  {
    concept: 'schedule',
    deed: { en: 'schedule things', fr: 'planifier des tâches' },
    verbs: [
      english('schedule'),
      french('planifi programm'),
      irregular('add a cron|ajoute un cron|crée un cron|create a cron job|new cron'),
    ],
  },
  {
    concept: 'lock',
    deed: { en: 'lock servers by hand', fr: 'verrouiller un serveur à la main' },
    verbs: [english('lock unlock'), french('verrouill déverrouill')],
  },
  {
    concept: 'talk',
    deed: { en: 'send mail or messages to others', fr: 'envoyer des courriels ni des messages' },
    verbs: [
      english('email'),
      irregular(
        'mes mails|my mails|my emails|my inbox|mes emails|my mail|send an email|send a mail|send mail|envoie un mail|envoyer un mail|envoie un message|send a message|préviens|prévenir|previens|notify|page the|appelle|order|buy|commande une|book|traduis|translate|write a poem|write me a poem|écris un poème|écris moi un poème|a poem|poem|poème|un poème|a song|chanson|essay|horoscope|tell me a joke|raconte|joke|blague|weather|météo|recette',
      ),
    ],
  },
];

export const beyondReach: readonly BeyondReach[] = beyond;
