/** Things that requests are about. `|` between forms. */
export const thingTopics: Readonly<Record<string, string>> = {
  certificate: `
      certif | certifs | x509 | https certificate | certificat https | certificat tls | certificat ssl
      ssl cert | tls cert | cert expiry | cadenas | padlock | cert chain | certificate | certificates
      certificat | certificats | cert | certs | tls | ssl | expire | expires | expiry | expiration | expirent
      letsencrypt | let’s encrypt | date d’expiration | validité du certificat | https cert
    `,
  container: `
      ctn | ctr | dockers | containeur | containeurs | contener | contenaire | contenaires | container
      containers | conteneur | conteneurs | docker | podman | container named | docker container | pod | pods
      docker ps
    `,
  image: 'image|images|docker image',
  registry: 'registry|registre|tag exists|dans le registre|in the registry|published|publiée',
  package: `
      pkgs | pakets | packets | rpms | debs | dépendance | dépendances | dependency | dependencies
      packages installed | paquets installés | installed packages | installed software | logiciels installés
      package | packages | paquet | paquets | pkg | apt | dnf | yum | apk | dpkg | rpm | logiciel | logiciels
      librairie | lib
    `,
  upgradable: `
      patches waiting | updates waiting | patches pending | waiting patches | upgrades waiting | patchs en attente
      correctifs à passer | correctifs à appliquer | patches to apply | updates to apply | mises à jour à passer
      mises à jour à faire | to actualise | à actualiser | security patches | missing updates | miss patches | miss security patches |
      update pending | updates pending | any update pending | any updates pending | pending update
      update available | mise à jour en attente | mise à jour disponible | mises à jour à installer
      paquets de sécurité | security packages | to actualise | à actualiser | security patches | missing updates | miss patches | miss security patches
      missing security patches | still miss | mises à jour manquantes | patches manquants | correctifs manquants
      correctifs en attente | patchs en attente | en retard de mises à jour | behind on updates
      behind on patches | unpatched | not patched | pas patché | pas patchés | waiting updates | updates left
      remaining updates | security fixes | majs | maj dispo | maj en attente | needs updates | need updates
      old packages | pending updates | available updates | updates available | upgradable | upgradeable
      outdated | mises à jour disponibles | mises à jour en attente | mises à jour dispo
      paquets à mettre à jour | packages to upgrade | packages to update | updates pending | à mettre à jour
      pas à jour | out of date | up to date | à jour | security updates | mises à jour de sécurité
      pending upgrades | patchs de sécurité | correctifs de sécurité | cve | cves | updates are pending
      updates waiting | missing patches | mises à jour à faire | mises à jour à passer | updates to apply
    `,
  database: 'database|databases|base de données|bases de données|bdd|db|schema|schéma|base|bases',
  query: `
      running queries | active queries | queries running | long running queries | requêtes en cours
      requêtes actives | requêtes qui tournent | quelles requêtes tournent | sql | query | queries | requête | requêtes | select | requete | longest query | slow queries
      requêtes lentes | requêtes longues | longue requête | slow query | requête la plus longue
    `,
  connections: `
      connexions ouvertes | open connections | sessions ouvertes | open sessions | active connections
      connexions actives | number of clients | nombre de clients | pool usage | connection pool
      how many connections | combien de connexions | connections | connexions | connected clients
      connection count | nombre de connexions | clients connectés | sessions
    `,
  replication: `
      réplique | répliques | standbys | slave | slaves | follower | wal | wal lag | replica behind
      réplication suit | réplication est à jour | replication keeps up | replication is keeping up
      replica is behind | réplication en retard | in sync | synchro | retard du réplica | replica lag
      secondary | master | esclave | replication | réplication | replica | réplica | replicas | réplicas
      standby | lag | replication lag | retard de réplication | en retard | secondaire | primary | primaire
    `,
  account: `
      usager | usagers | unix accounts | comptes unix | local users | utilisateurs locaux | who has an account
      qui a un compte | user list | profils | account | accounts | user | users | compte | comptes | utilisateur
      utilisateurs | logins
    `,
  key: `
    authorized key | trousseau | pubkey | pubkeys | ssh pubkey | accès de clés | clefs | clef | clef ssh
    clefs ssh | keyring | ssh key | ssh keys | clé ssh | clés ssh | key | keys | clé | clés | authorized keys
    public key | clé publique | accès ssh | ssh access
  `,
  cron: `
    planifié | planifiée | planifiés | planifiées | scheduled | is scheduled | scheduled things | programmés
    programmées | tâches programmées | tâches cron | travaux planifiés | at jobs | minuteries | cronjob
    cron tasks | recurring jobs | tâches récurrentes | batchs planifiés | cron | crons | crontab | cron job
    cron jobs | cronjobs | tâches planifiées | tâche planifiée | scheduled tasks | scheduled jobs
    jobs planifiés | timers | timer | planification
  `,
  file: `
    motd | hosts file | le contenu de | contents of | content | text file | fichier texte | fichier hosts | file
    files | fichier | fichiers | contents | content of | contenu | cat
  `,
  folder: 'folder|folders|dossier|dossiers|répertoire|répertoires|directory|directories',
  line: 'line in|the line|la ligne|une ligne|a line',
  config: `
      config | configuration | conf | settings | paramètre | paramètres | setting | configuration file
      fichier de conf | fichier de configuration | fichier de config
    `,
  version: `
      versions installées | build | builds | numéro de version | version number | what release | which release
      quelle release | en quelle version | on which version | what version | which build | version | versions
      which version | quelle version | current version | version actuelle | release | releases
      version déployée | deployed version
    `,
  script: 'script|scripts|playbook',
  boot: 'boot|au démarrage|at boot|on boot|au boot|startup order',
  failed: `
      quels services sont en échec | quelles unités sont en échec | which services failed | which services have failed
      which units failed | services sont en échec | unités sont en échec | services en rade | failed unit | unité en échec | services en carafe | services plantés | services cassés | in failed state
      en état d’échec | dead services | services morts | units in error | what failed | ce qui a planté
      failed services | failed units | services en échec | unités en échec | services failed | services plantés
      services ko | broken services | services down | services arrêtés | stopped services | services en erreur
    `,
  services: `
      qu’est ce qui tourne | qu’est ce qui tourne sur | ce qui tourne | what runs | what’s running | whats running
      what is running there | état de chaque service | état des services | statut des services
      state of every service | status of every service | status of all services | state of all services
      chaque service | every service | each service | list of services | running services | services qui tournent | démons | liste les services | units running
      what services | services actifs | active services | services | all services | tous les services
      list services | liste des services | which services | quels services | unités systemd | units
      systemd units
    `,
  where: `
      where does | where is | where are | where do | où tourne | où tournent | où est | où sont | où se trouve
      sur quel serveur | sur quelle machine | sur quels serveurs | sur quelles machines | which servers run
      which hosts run | which server runs | on which server | on which servers | on which host
      où est ce que tourne | c’est quel serveur | c’est quelle machine | c’est lequel le serveur
      c’est laquelle la machine | which box is | which server is | which machine is | what server is | what box is
    `,
  alias: 'alias|aliases|surnom|surnoms|autre nom|autres noms',
  known: `
      il y a quoi comme | on a quoi comme | tu as quoi comme | vous avez quoi comme | what do we have for
      what do we have as | you know | tu connais | vous connaissez | connais tu | in the inventory | dans l’inventaire | inventory
      inventaire | do you know | you manage | tu gères
    `,
  approval: `
      approve | approves | approver | approvers | approuver | approuve | approbation | approbations | approval
      approvals | who can approve | qui valide | valident | doit valider | doivent valider | approuvent | approving | doit approuver
      doivent approuver | qui valide | valider | valide
    `,
  size: `
    tailles | sizes | poids | how large | how heavy | encombrement | how many gigs | combien de gigas
    footprint | size | taille | how big | grosse | pèse | combien pèse | weight | volume
  `,
  old: `
    stale | ancient | outdated ones | périmés | dépassés | agées de | ayant plus de | vieux de plus de
    dating back | anterior to | antérieur à | vieilles de | old | older | older than | anciens | anciennes
    ancien | vieux | vieilles | vieille | plus vieux que | plus anciens que | antérieurs à | obsolètes
    datant de plus de | de plus de
  `,
  'reboot-needed': `
      reboot is needed | reboot is required | doit rebooter | doit redémarrer | needs rebooting
      redémarrage requis | reboot requis | to be rebooted | kernel update pending | pending reboot
      reboot required | reboot needed | needs a reboot | besoin d’un reboot | reboot en attente
      reboot nécessaire | redémarrage nécessaire | redémarrage en attente | must be rebooted
    `,
  clock: `
      time drift | dérive | dérive d’horloge | chrony | timesync | à l’heure | on time | clock drift
      time offset | timedatectl | system time | clock | ntp | horloge | heure système | time sync | clock offset
      synchro horaire | décalage horaire | date système
    `,
  network: `
      nic | nics | cartes réseau | interface réseau | network interfaces | ip addresses | adresses ip | débit
      throughput | traffic | trafic | netstat | network | réseau | interfaces | bandwidth | bande passante
    `,
  firewall: 'règles de pare feu|firewall rules|parefeu|nft|firewall|pare feu|iptables|nftables|ufw',
  queue: 'queue|queues|file d’attente|files d’attente',
  cache: 'cache|caches',
  verified: `
      trustworthy | usable | utilisable | exploitable | fiable | restaurables | restorability | est valide
      is valid | intègre | uncorrupted | pas corrompue | corrupted | verified | vérifiée | integrity | intégrité
      restorable | restaurable | checksum | testable | est bonne | is good | valid backup
    `,
};
