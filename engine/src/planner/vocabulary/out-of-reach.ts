import type { Localized } from '../../actions/action.js';
import type { Meaning } from '../meaning.js';

interface Deed {
  readonly concept: string;
  readonly deed: Localized;
  readonly forms: string;
}

/** What people ask for and no action of this version does. `forms` are separated by `|`. */
const deeds: readonly Deed[] = [
  {
    concept: 'reboot',
    deed: { en: 'reboot servers yet', fr: 'redémarrer les machines elles-mêmes' },
    forms: 'reboot|rebooter|reboote|rebootez|rebooting|power cycle|hard reset|poweroff|power off',
  },
  {
    concept: 'delete',
    deed: { en: 'delete anything yet', fr: 'supprimer quoi que ce soit' },
    forms:
      'delete|deleting|remove|removing|rm|rm rf|erase|wipe|purge|purger|clean|clean up|cleanup|cleaning|prune|supprime|supprimer|supprimez|suppression|efface|effacer|effacez|vide|vider|videz|nettoie|nettoyer|nettoyez|nettoyage|fais le ménage|détruis|détruire|destroy|drop|dropper|truncate|format|formate|formater|unlink|shred|free up|free some|libère|libérer|fais de la place|faire de la place|make room|jette|zap|nuke',
  },
  {
    concept: 'deploy',
    deed: { en: 'deploy yet', fr: 'déployer une version' },
    forms:
      'deploy|deploying|deployment|déploie|déployer|déployez|déploiement|release|ship|mets en prod|mettre en prod|mise en prod|mep|livre|livrer|livraison|push to prod|promote|publie|publier',
  },
  {
    concept: 'package',
    deed: { en: 'install or upgrade packages yet', fr: 'installer ou mettre à jour des paquets' },
    forms:
      'install|installing|installe|installer|installez|installation|uninstall|désinstalle|désinstaller|upgrade|upgrading|update|updating|mets à jour|mettre à jour|mise à jour|màj|maj|patch|patche|patcher|apt|apt get|dnf|yum|npm|pip',
  },
  {
    concept: 'account',
    deed: { en: 'manage accounts, keys or passwords yet', fr: 'gérer les comptes, les clés ni les mots de passe' },
    forms:
      'add user|add a user|create user|create a user|new user|delete user|crée un utilisateur|créer un utilisateur|ajoute un utilisateur|ajouter un utilisateur|crée un compte|créer un compte|create an account|password|passwords|mot de passe|mots de passe|ssh key|clé ssh|authorized keys|sudoers|grant|chmod|chown|token|tokens|secret|secrets|private key|clé privée|credentials|.env|env file|/etc/shadow',
  },
  {
    concept: 'reload',
    deed: { en: 'reload a configuration yet', fr: 'recharger une configuration' },
    forms: 'reload|reloading|recharge|recharger|rechargez|rechargement|sighup|hup',
  },
  {
    concept: 'enable',
    deed: { en: 'enable or disable services at boot yet', fr: 'activer ou désactiver un service au démarrage' },
    forms: 'enable|disable|active au démarrage|désactive|désactiver|désactivez|activer|activez|mask|unmask',
  },
  {
    concept: 'kill',
    deed: { en: 'kill processes yet', fr: 'tuer un processus' },
    forms: 'kill|killing|kill 9|tue|tuer|tuez|pkill|sigkill|terminate',
  },
  {
    concept: 'restore',
    deed: { en: 'restore a backup on request yet', fr: 'restaurer une sauvegarde à la demande' },
    forms:
      'rollback|roll back|retour arrière|reviens en arrière|revenir en arrière|restore|restoring|restaure|restaurer|restaurez|restauration|recover|récupère|récupérer|rollback to|roll back to|revert|reviens à la version|revenir à la version',
  },
  {
    concept: 'database',
    deed: { en: 'work inside a database yet', fr: 'intervenir dans une base de données' },
    forms:
      'sql|alter table|dump|pg dump|mysqldump|requête sql|migration|migrations|migrate|migre|migrer|vacuum|reindex|failover|bascule|basculer',
  },
  {
    concept: 'scale',
    deed: { en: 'scale or move workloads yet', fr: 'ajouter ou déplacer des ressources' },
    forms:
      'scale|scale up|scale down|autoscale|provision|provisionne|create server|ajoute un serveur|add a server|resize|redimensionne|drain|migrate vm|move|déplace|déplacer',
  },
  {
    concept: 'certificate',
    deed: { en: 'manage certificates yet', fr: 'gérer les certificats' },
    forms: 'certificate|certificates|certificat|certificats|cert|certs|tls|ssl|renew|renouvelle|renouveler|certbot',
  },
  {
    concept: 'network',
    deed: { en: 'change firewalls, DNS or routes yet', fr: 'modifier pare-feu, DNS ou routes' },
    forms:
      'firewall|pare feu|iptables|nftables|ufw|ban|bannir|block ip|bloque|bloquer|unblock|open port|ouvre le port|ouvrir le port|dns',
  },
  {
    concept: 'edit',
    deed: {
      en: 'edit part of a file yet; I can write a whole one',
      fr: 'modifier une partie d’un fichier ; je peux en écrire un entier',
    },
    forms:
      'edit|éditer|édite|modify|modifie|modifier|modifiez|change|changing|changer|changez|replace|remplace|remplacer|comment out|décommente|append|configure|configurer|reconfigure|set|règle|régler',
  },
  {
    concept: 'schedule',
    deed: { en: 'schedule things yet', fr: 'planifier des tâches' },
    forms: 'schedule|scheduling|planifie|planifier|programme|programmer|crontab|cron job',
  },
  {
    concept: 'lock',
    deed: { en: 'lock servers by hand yet', fr: 'verrouiller un serveur à la main' },
    forms: 'lock|unlock|verrouille|verrouiller|déverrouille',
  },
];

export const outOfReach: readonly (readonly [string, Meaning])[] = deeds.flatMap(({ concept, deed, forms }) =>
  forms.split('|').map((form): [string, Meaning] => [form, { kind: 'out-of-reach', concept, deed }]),
);
