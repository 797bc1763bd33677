import type { BeyondReach } from './beyond-reach.js';
import { machineDeeds } from './machine-deeds.js';
import { english, french, irregular } from './inflect.js';

export const beyondReach: readonly BeyondReach[] = [
  {
    concept: 'manage-accounts',
    deed: { en: 'manage accounts, keys or passwords', fr: 'gérer les comptes, les clés ni les mots de passe' },
    verbs: [
      irregular(
        `
          reset the password | reset my password | réinitialise mon mot de passe | réinitialise le mot de passe
          change le mot de passe | change the password | mes identifiants | passphrase | sudo rights
          droits sudo | donne moi les droits | give me access | donne moi accès | supprime l’utilisateur
          supprime le compte | delete the account | remove the user | remove the account | delete the user
          disable the account | désactive le compte | bloque le compte
        `,
      ),
      english('grant revoke chmod chown'),
      irregular(
        `
          add user | add a user | create user | create a user | new user | delete user | crée un utilisateur
          créer un utilisateur | ajoute un utilisateur | ajouter un utilisateur | crée un compte
          créer un compte | create an account | password | passwords | mot de passe | mots de passe | mdp
          give me ssh access | give me an ssh access | donne moi un accès | donne moi un accès ssh
          donnez moi un accès | ouvre moi un accès | un accès ssh | sudoers | token | tokens | secret | secrets | private key | clé privée | clés privées | credentials
          identifiants | .env | env file | /etc/shadow | variables d’environnement | api key | api keys
          clé api | clés api | donne les droits | droits root | root access | accès root
        `,
      ),
    ],
  },
  {
    concept: 'change-data',
    deed: { en: 'change data inside a database', fr: 'modifier les données d’une base' },
    verbs: [
      irregular(
        `
          wipe the database | empty the table | vide la table | vider la table | supprime la base
          supprimer la base | drop the table | drop the database | delete the database | delete the table
          supprime la table | delete rows | supprime les lignes | purge the table | efface la base
          effacer la base | truncate the table | update rows | change the data | modifie les données
          create the database | crée la base | create a database | créer une base
        `,
      ),
      english('reindex vacuum'),
      irregular(
        `
          kill the query | kill query | tue la requête | cancel the query | kill the connection | alter table | drop table | drop database | create table | delete from | insert into | truncate table
          failover | bascule | basculer | migration | migrations | run migrations | lance les migrations
          promote the replica | update the table | modifie la table
        `,
      ),
    ],
  },
  {
    concept: 'scale',
    deed: { en: 'scale or move workloads', fr: 'ajouter ou déplacer des ressources' },
    verbs: [
      irregular(
        `
          create a new vm | create a vm | new vm | crée une vm | créer une vm | crée une machine
          créer une machine | nouvelle vm | nouvelle machine | monte une vm | monter une vm | new machine
          create a machine | create a new server | crée un serveur | créer un serveur | add a node
          ajoute un noeud | add cores | ajoute des coeurs | resize the disk | agrandis le disque
          agrandir le disque | extend the disk | extend the volume | étends le volume | étendre le volume
          grow the disk | plus de ram | more ram | add memory | ajoute de la mémoire
        `,
      ),
      english('scale autoscale provision resize drain migrate'),
      french('migr redimensionn provisionn scal drain'),
      irregular(
        `
          scale up | scale down | create server | ajoute un serveur | add a server | migrate vm | move | moving
          déplace | déplacer | spin up a server | new server | nouveau serveur | augmente la ram | add ram
          ajoute de la ram | rajoute de la ram | ajoute des serveurs
        `,
      ),
    ],
  },
  {
    concept: 'renew',
    deed: { en: 'renew certificates', fr: 'renouveler les certificats' },
    verbs: [
      english('renew'),
      irregular(`
        renouvelle | renouveler | renouvelez | certbot | regenerate the certificate | régénère le certificat
      `),
    ],
  },
  {
    concept: 'change-network',
    deed: { en: 'change firewalls, DNS or routes', fr: 'modifier pare-feu, DNS ou routes' },
    verbs: [
      irregular(
        `
          open a port | open port to | ouvre un port | ouvrir un port | close a port | change the firewall
          modifie le pare feu | add a firewall rule | ajoute une règle au pare feu | change the dns record
          modifie le dns | change the ip | change l’ip | coupe internet | disable the firewall
          désactive le pare feu | turn off the firewall | flush iptables
        `,
      ),
      english('ban+ unblock'),
      french('bann bloqu débloqu'),
      irregular(
        `
          block | block ip | block the ip | open the port | open up port | ouvre le port | ouvrir le port
          ferme le port | fermer le port | close the port | change the dns | whitelist | blacklist | allow ip
          ajoute une règle | redirect | redirige
        `,
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
      english('edit modify replace configure'),
      french('édit modifi remplac configur reconfigur chang'),
      irregular(
        `
          change | changing | comment out | décommente | décommenter | uncomment | set | règle | régler
          passe à | augmente | augmenter | increase | decrease | raise | lower | tweak | tune
        `,
      ),
    ],
  },
  {
    concept: 'schedule',
    deed: {
      en: 'add or remove scheduled tasks; I can list them, and `.chatops/schedules.yaml` of the ops repo repeats runbooks',
      fr: 'ajouter ni retirer des tâches planifiées ; je peux les lister, et `.chatops/schedules.yaml` du dépôt répète des runbooks',
    },
    verbs: [
      english('schedule'),
      french('planifi programm'),
      irregular(
        'add a cron job|remove the cron|remove the cron job|supprime le cron|enlève le cron|retire le cron|ajoute une tâche planifiée|add a cron|ajoute un cron|crée un cron|create a cron job|new cron',
      ),
    ],
  },
  {
    concept: 'lock',
    deed: { en: 'lock servers by hand', fr: 'verrouiller un serveur à la main' },
    verbs: [english('lock unlock'), french('verrouill déverrouill')],
  },
  {
    concept: 'errand',
    deed: { en: 'do that; I look after servers', fr: 'faire cela ; je m’occupe de serveurs' },
    verbs: [
      english('refund reimburse'),
      french('rembours'),
      irregular(
        `
          inscris | inscrire | inscrivez | désinscris | haiku | a haiku | haïku | un haïku | limerick | a limerick
          write me a haiku | write a haiku | écris un haïku | annule le rdv | annuler le rdv | décale le rdv
          décaler le rdv | déplace le rdv | prends rdv | prendre rdv | prends rendez vous | prendre rendez vous
          annule le rendez vous | annuler le rendez vous | décale le rendez vous | décaler le rendez vous
          annule mon rendez vous | décale mon rendez vous | annule mon rdv | décale mon rdv | book an appointment
          cancel the appointment | cancel my appointment | move the appointment | move my appointment
          coupe le courant | couper le courant | remets le courant | coupe l’électricité | coupe le gaz | coupe l’eau
          cut the power | cut off the power | turn off the heating | coupe le chauffage | baisse le chauffage
          où est le colis | où est mon colis | where is my parcel | where is the parcel | track the parcel
        `,
      ),
    ],
  },
  {
    concept: 'talk',
    deed: { en: 'send mail or messages to others', fr: 'envoyer des courriels ni des messages' },
    verbs: [
      irregular(
        `
          write my hours | my hours | mes heures | timesheet | expense report | note de frais | réserve
          réserver | book a room | salle de réunion | commande à manger | order lunch | order pizza | pizza
          café | coffee | congés | vacation days | holiday request | pose des congés | call me | appelle moi
          write an email | rédige | rédiger | draft | résume l’actualité | news today | football | foot
          the score | bourse | stock price | bitcoin | sing | chante | chanter | dinner | lunch menu
          menu de la cantine | cantine | who won | qui a gagné | marry me | je t’aime | i love you | capital of
          capitale de | capitale du | meaning of life | sens de la vie | quelle heure est il | what time is it
        `,
      ),
      english('email'),
      irregular(
        `
          mes mails | my mails | my emails | my inbox | mes emails | my mail | send an email | send a mail
          send mail | envoie un mail | envoyer un mail | envoie un message | send a message | préviens
          prévenir | previens | notify | page the | appelle | order | buy | commande une | book | traduis
          translate | write a poem | write me a poem | écris un poème | écris moi un poème | a poem | poem
          poème | un poème | a song | chanson | essay | horoscope | tell me a joke | raconte | joke | blague
          weather | météo | recette
        `,
      ),
    ],
  },
  ...machineDeeds,
];
