/**
 * What requests are about; `|` between forms. Said alone they ask to be looked at. The concept is compared with that of
 * trigger phrases, which are read through the same table.
 */
const forms: Readonly<Record<string, string>> = {
  status:
    'statuts|allumé|allumée|is it on|still running|still alive|encore vivant|toujours debout|toujours vivant|toujours up|tient le coup|tient bon|holding up|hanging in there|comment il va|comment elle va|en vie ou pas|en service|est lancé|est démarré|is started|is active|en fonctionnement|operational|opérationnel|opérationnelle|opérationnels|status|statut|état|etat|state|tourne|tournent|tourner|running|marche|marchent|marcher|fonctionne|fonctionnent|fonctionner|works|work|working|active|actif|alive|vivant|en vie|en route|up|is up|still up|debout|how is|how are|hows|comment va|comment vont|comment se porte|any update|any news|des nouvelles|répond|répondent|répondre|respond|responds|responding|answer|answers|answering|accessible|available|en marche|ça dit quoi|ça donne quoi|où en est|est bien lancé',
  health:
    'vitals|constantes|état général|overall state|global state|état global|vue générale|health report|status report|rapport de santé|quick look|sanity check|tout baigne|tout est nickel|ça tient|comment ça se présente|everything alive|tout le monde va bien|health|healthy|santé|bonne santé|en forme|tout va bien|tout est ok|tout est bon|tout roule|tout marche|tout fonctionne|tout tourne|ça va|ça roule|ça tourne|est ce que ça va|everything ok|everything okay|everything fine|everything good|everything alright|everything all right|everything working|everything up|everything running|everything is up|everything is ok|everything is fine|is everything ok|is everything okay|is everything fine|is everything up|is everything running|is everything alright|all good|all ok|all okay|all fine|all well|all green|all systems go|tous verts|tout est vert|tout est au vert|how are things|how are we doing|how is everything|comment ça va|comment ça se passe|quoi de neuf|bilan|bilan de santé|check up|checkup|overview|aperçu|les serveurs vont bien|va bien|vont bien|rien à signaler|ras|r.a.s|health check|healthcheck|sain|saine|se porte bien|se portent bien|ok ou pas|doing ok|doing fine|doing well|doing okay|doing|vue d’ensemble|état de santé',
  uptime:
    'since when is it up|depuis quand tourne|dernier boot|last boot|last reboot|dernier reboot|dernier redémarrage|when was it rebooted|temps de fonctionnement|uptime|depuis combien de temps tourne|how long has it been up|allumé depuis|up since',
  load: 'loadaverage|load|load average|charge|charge système|la charge|surcharge',
  cpu: 'procs|proco|coeurs|cores|cpu usage|usage cpu|conso cpu|processor|processors|cpu|cpus|processeur|processeurs|proc',
  memory:
    'mem|rams|usage mémoire|conso mémoire|conso ram|mémoire libre|mémoire dispo|free memory|memory left|ram usage|free ram|heap|memory|mémoire|ram|memory usage|mémoire vive|rss',
  swap: 'swap|swapping',
  process:
    'top|ps|busiest|plus gourmands|task list|tasks running|tâches en cours|processus gourmands|qui bouffe|qui mange|qui consomme|qui tire|what eats|what is eating|whats eating|hungry|greedy|hog|hogs|process|processes|processus|top processes|what is running|ce qui tourne|consomme|consomment|consommation|consuming|hogging|bouffe|mange|eating|eats|uses|gourmand|gourmands|ps aux|htop',
  disk: 'disc|discs|ssd|hdd|disk full|disques durs|drive|drives|volume disque|volumes|mounts|mount points|points de montage|montages|espace dispo|espace restant|espace disponible|space left|free disk|disk free|stockages|gigs|gigaoctets|go libres|how much room|encore de la place|assez de place|inodes|fs|fs usage|disk|disks|disque|disques|disque dur|disk space|disk usage|espace|espace disque|espace libre|free space|space|storage|stockage|partition|partitions|filesystem|filesystems|file system|système de fichiers|df|df h|place libre|la place|de la place|de place|place sur|place disque|gigas|room left|room|how full|how full is|how full are|occupation|occupation disque|remplissage|usage disque|espaces disques',
  largest:
    'filling|filling up the disk|fills|remplit|largest|biggest|gros dossiers|plus gros|plus gros dossiers|gros fichiers|plus gros fichiers|prend de la place|prend toute la place|prend la place|prennent de la place|prend autant de place|takes space|taking space|takes up space|taking up space|taking up all the space|eats space|eating space|eating disk|eating the disk|eating up the disk|mange le disque|bouffe le disque|bouffe la place|remplit le disque|filling the disk|fills the disk|large folders|big folders|large files|big files|du sh|qui bouffe le disque|using all the disk|prend de la place sur le disque',
  logs: 'jrnl|lgs|log file|log output|output|sortie|sorties|syslog|messages système|system messages|historique|log entries|entrées de log|les traces|error lines|lignes d’erreur|journald|entries|protocol|log|logs|journal|journaux|journalctl|tail|trace|traces|log lines|lignes de log|dernières lignes|messages d’erreur|error messages|last lines|lines|lignes|dernières erreurs|last errors|recent errors|latest errors|erreurs récentes|derniers messages|last messages|error log|error logs|log d’erreur|logs d’erreur|stdout|sortie standard',
  search:
    'greping|grepping|look up|lookup for|occurrence|occurrences de|repère|repérer|scan for|scanne|hunt for|déniche|dénicher|fouille|fouiller|search|grep|find|look for|looking for|search for|cherche|chercher|cherchez|recherche|rechercher|trouve|trouver|contient|contiennent|containing|contenant|mentionne|mentioning|matching|occurrences|greppe|grepper',
  info: 'kernel release|build number|specs|spec sheet|hardware|matériel|architecture|arch|debian version|ubuntu version|quelle debian|quelle ubuntu|which os|which kernel|quel noyau|quel os|version du système|system version|machine details|détails de la machine|info|infos|information|informations|kernel|noyau|os|distro|distribution|uname|quel système|what system|operating system|système d’exploitation|version d’os|version de linux|linux version|facts|caractéristiques|fiche|os version|version du noyau|kernel version',
  outside:
    'ttfb|page load|temps de chargement|load time|http status|statut http|url check|réponse du site|vu de l’extérieur|vu d’internet|from the internet|from internet|externally|publicly|url|urls|http check|http code|code http|from outside|de l’extérieur|depuis l’extérieur|de dehors|vu de dehors|response time|temps de réponse|latency|latence|curl|ping|https|http|endpoint|status code|code retour|réponse http',
  port: 'ports ouverts|open ports|listens|listen|écoutent|à l’écoute|socket|sockets|connect to port|can reach|peut joindre|joindre|atteindre|reaches|connectivity|connectivité|port check|is reachable|port|ports|listening|écoute|open port|port ouvert|tcp|telnet|netcat|nc|reach port|reachable|joignable|joignables|se connecter au port|is open',
  dns: 'resolving|name resolution|résolution de nom|résolution dns|dns record|enregistrement dns|a record|cname|hostname resolves|host lookup|dns|resolve|resolves|résout|résolution|nslookup|dig|domain name|nom de domaine|ip address of|adresse ip de|host record|résoudre|pointe vers|points to|lookup|dns lookup|look up the dns',
  certificate:
    'certif|certifs|x509|https certificate|certificat https|certificat tls|certificat ssl|ssl cert|tls cert|cert expiry|cadenas|padlock|cert chain|certificate|certificates|certificat|certificats|cert|certs|tls|ssl|expire|expires|expiry|expiration|expirent|letsencrypt|let’s encrypt|date d’expiration|validité du certificat|https cert',
  container:
    'ctn|ctr|dockers|containeur|containeurs|contener|contenaire|contenaires|container|containers|conteneur|conteneurs|docker|podman|container named|docker container|pod|pods|docker ps',
  image: 'image|images|docker image',
  registry: 'registry|registre|tag exists|dans le registre|in the registry|published|publiée',
  package:
    'pkgs|pakets|packets|rpms|debs|dépendance|dépendances|dependency|dependencies|packages installed|paquets installés|installed packages|installed software|logiciels installés|package|packages|paquet|paquets|pkg|apt|dnf|yum|apk|dpkg|rpm|logiciel|logiciels|librairie|lib',
  upgradable:
    'to actualise|à actualiser|security patches|missing updates|miss patches|miss security patches|missing security patches|still miss|mises à jour manquantes|patches manquants|correctifs manquants|correctifs en attente|patchs en attente|en retard de mises à jour|behind on updates|behind on patches|unpatched|not patched|pas patché|pas patchés|waiting updates|updates left|remaining updates|security fixes|majs|maj dispo|maj en attente|needs updates|need updates|old packages|pending updates|available updates|updates available|upgradable|upgradeable|outdated|mises à jour disponibles|mises à jour en attente|mises à jour dispo|paquets à mettre à jour|packages to upgrade|packages to update|updates pending|à mettre à jour|pas à jour|out of date|up to date|à jour|security updates|mises à jour de sécurité|pending upgrades|patchs de sécurité|correctifs de sécurité|cve|cves|updates are pending|updates waiting|missing patches|mises à jour à faire|mises à jour à passer|updates to apply',
  database: 'database|databases|base de données|bases de données|bdd|db|schema|schéma|base|bases',
  query:
    'sql|query|queries|requête|requêtes|select|requete|longest query|slow queries|requêtes lentes|requêtes longues|longue requête|slow query|requête la plus longue',
  connections:
    'connexions ouvertes|open connections|sessions ouvertes|open sessions|active connections|connexions actives|number of clients|nombre de clients|pool usage|connection pool|how many connections|combien de connexions|connections|connexions|connected clients|connection count|nombre de connexions|clients connectés|sessions',
  replication:
    'réplique|répliques|standbys|slave|slaves|follower|wal|wal lag|replica behind|replica is behind|réplication en retard|in sync|synchro|retard du réplica|replica lag|secondary|master|esclave|replication|réplication|replica|réplica|replicas|réplicas|standby|lag|replication lag|retard de réplication|en retard|secondaire|primary|primaire',
  account:
    'usager|usagers|unix accounts|comptes unix|local users|utilisateurs locaux|who has an account|qui a un compte|user list|profils|account|accounts|user|users|compte|comptes|utilisateur|utilisateurs|logins',
  key: 'authorized key|trousseau|pubkey|pubkeys|ssh pubkey|accès de clés|clefs|clef|clef ssh|clefs ssh|keyring|ssh key|ssh keys|clé ssh|clés ssh|key|keys|clé|clés|authorized keys|public key|clé publique|accès ssh|ssh access',
  cron: 'planifié|planifiée|planifiés|planifiées|scheduled|is scheduled|scheduled things|programmés|programmées|tâches programmées|tâches cron|travaux planifiés|at jobs|minuteries|cronjob|cron tasks|recurring jobs|tâches récurrentes|batchs planifiés|cron|crons|crontab|cron job|cron jobs|cronjobs|tâches planifiées|tâche planifiée|scheduled tasks|scheduled jobs|jobs planifiés|timers|timer|planification',
  file: 'motd|hosts file|le contenu de|contents of|content|text file|fichier texte|fichier hosts|file|files|fichier|fichiers|contents|content of|contenu|cat',
  folder: 'folder|folders|dossier|dossiers|répertoire|répertoires|directory|directories',
  line: 'line in|the line|la ligne|une ligne|a line',
  config:
    'config|configuration|conf|settings|paramètre|paramètres|setting|configuration file|fichier de conf|fichier de configuration|fichier de config',
  version:
    'versions installées|build|builds|numéro de version|version number|what release|which release|quelle release|en quelle version|on which version|what version|which build|version|versions|which version|quelle version|current version|version actuelle|release|releases|version déployée|deployed version',
  script: 'script|scripts|playbook',
  boot: 'boot|au démarrage|at boot|on boot|au boot|startup order',
  failed:
    'failed unit|unité en échec|services en carafe|services plantés|services cassés|in failed state|en état d’échec|dead services|services morts|units in error|what failed|ce qui a planté|failed services|failed units|services en échec|unités en échec|services failed|services plantés|services ko|broken services|services down|services arrêtés|stopped services|services en erreur',
  services:
    'list of services|running services|services qui tournent|démons|liste les services|units running|what services|services actifs|active services|services|all services|tous les services|list services|liste des services|which services|quels services|unités systemd|units|systemd units',
  where:
    'where does|where is|where are|where do|où tourne|où tournent|où est|où sont|où se trouve|sur quel serveur|sur quelle machine|sur quels serveurs|sur quelles machines|which servers run|which hosts run|which server runs|on which server|on which servers|on which host|où est ce que tourne',
  alias: 'alias|aliases|surnom|surnoms|autre nom|autres noms',
  known:
    'you know|tu connais|vous connaissez|connais tu|in the inventory|dans l’inventaire|inventory|inventaire|do you know|you manage|tu gères',
  approval:
    'approve|approves|approver|approvers|approuver|approuve|approbation|approbations|approval|approvals|who can approve|qui valide|valider|valide',
  size: 'tailles|sizes|poids|how large|how heavy|encombrement|how many gigs|combien de gigas|footprint|size|taille|how big|grosse|pèse|combien pèse|weight|volume',
  old: 'stale|ancient|outdated ones|périmés|dépassés|agées de|ayant plus de|vieux de plus de|dating back|anterior to|antérieur à|vieilles de|old|older|older than|anciens|anciennes|ancien|vieux|vieilles|vieille|plus vieux que|plus anciens que|antérieurs à|obsolètes|datant de plus de|de plus de',
  'reboot-needed':
    'reboot is needed|reboot is required|doit rebooter|doit redémarrer|needs rebooting|redémarrage requis|reboot requis|to be rebooted|kernel update pending|pending reboot|reboot required|reboot needed|needs a reboot|besoin d’un reboot|reboot en attente|reboot nécessaire|redémarrage nécessaire|redémarrage en attente|must be rebooted',
  clock:
    'time drift|dérive|dérive d’horloge|chrony|timesync|à l’heure|on time|clock drift|time offset|timedatectl|system time|clock|ntp|horloge|heure système|time sync|clock offset|synchro horaire|décalage horaire|date système',
  network:
    'nic|nics|cartes réseau|interface réseau|network interfaces|ip addresses|adresses ip|débit|throughput|traffic|trafic|netstat|network|réseau|interfaces|bandwidth|bande passante',
  firewall: 'règles de pare feu|firewall rules|parefeu|nft|firewall|pare feu|iptables|nftables|ufw',
  queue: 'queue|queues|file d’attente|files d’attente',
  cache: 'cache|caches',
  verified:
    'trustworthy|usable|utilisable|exploitable|fiable|restaurables|restorability|est valide|is valid|intègre|uncorrupted|pas corrompue|corrupted|verified|vérifiée|integrity|intégrité|restorable|restaurable|checksum|testable|est bonne|is good|valid backup',
};

/** What is said of a part holds for the whole when nothing in the catalog is about the part. */
export const broader: Readonly<Record<string, string>> = {
  uptime: 'health',
  load: 'health',
  cpu: 'health',
  memory: 'health',
  swap: 'health',
  clock: 'health',
  'reboot-needed': 'health',
  failed: 'services',
  services: 'health',
  largest: 'disk',
  folder: 'file',
  config: 'file',
};

export const topics: readonly (readonly [concept: string, forms: readonly string[]])[] = Object.entries(forms).map(
  ([concept, list]) => [concept, list.split('|')],
);
