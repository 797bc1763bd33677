/**
 * What requests are about; `|` between forms. Said alone they ask to be looked at. The concept is compared with that of
 * trigger phrases, which are read through the same table.
 */
const forms: Readonly<Record<string, string>> = {
  status:
    'status|statut|état|etat|state|tourne|tournent|tourner|running|marche|marchent|marcher|fonctionne|fonctionnent|fonctionner|works|work|working|active|actif|alive|vivant|en vie|en route|up|is up|still up|debout|how is|how are|hows|comment va|comment vont|comment se porte|any update|any news|des nouvelles|répond|répondent|répondre|respond|responds|responding|answer|answers|answering|accessible|available|en marche|ça dit quoi|ça donne quoi|où en est|est bien lancé',
  health:
    'health|healthy|santé|bonne santé|en forme|tout va bien|tout est ok|tout est bon|tout roule|tout marche|tout fonctionne|tout tourne|ça va|ça roule|ça tourne|est ce que ça va|everything ok|everything okay|everything fine|everything good|everything alright|everything all right|everything working|everything up|everything running|everything is up|everything is ok|everything is fine|is everything ok|is everything okay|is everything fine|is everything up|is everything running|is everything alright|all good|all ok|all okay|all fine|all well|all green|all systems go|tous verts|tout est vert|tout est au vert|how are things|how are we doing|how is everything|comment ça va|comment ça se passe|quoi de neuf|bilan|bilan de santé|check up|checkup|overview|aperçu|les serveurs vont bien|va bien|vont bien|rien à signaler|ras|r.a.s|health check|healthcheck|sain|saine|se porte bien|se portent bien|ok ou pas|doing ok|doing fine|doing well|doing okay|doing|vue d’ensemble|état de santé',
  uptime: 'uptime|depuis combien de temps tourne|how long has it been up|allumé depuis|up since',
  load: 'loadaverage|load|load average|charge|charge système|la charge|surcharge',
  cpu: 'cpu|cpus|processeur|processeurs|proc',
  memory: 'memory|mémoire|ram|memory usage|mémoire vive|rss',
  swap: 'swap|swapping',
  process:
    'process|processes|processus|top processes|what is running|ce qui tourne|consomme|consomment|consommation|consuming|hogging|bouffe|mange|eating|eats|uses|gourmand|gourmands|ps aux|htop',
  disk: 'fs|fs usage|disk|disks|disque|disques|disque dur|disk space|disk usage|espace|espace disque|espace libre|free space|space|storage|stockage|partition|partitions|filesystem|filesystems|file system|système de fichiers|df|df h|place libre|la place|de la place|de place|place sur|place disque|gigas|room left|room|how full|how full is|how full are|occupation|occupation disque|remplissage|usage disque|espaces disques',
  largest:
    'filling|filling up the disk|fills|remplit|largest|biggest|gros dossiers|plus gros|plus gros dossiers|gros fichiers|plus gros fichiers|prend de la place|prend toute la place|prend la place|prennent de la place|prend autant de place|takes space|taking space|takes up space|taking up space|taking up all the space|eats space|eating space|eating disk|eating the disk|eating up the disk|mange le disque|bouffe le disque|bouffe la place|remplit le disque|filling the disk|fills the disk|large folders|big folders|large files|big files|du sh|qui bouffe le disque|using all the disk|prend de la place sur le disque',
  logs: 'log|logs|journal|journaux|journalctl|tail|trace|traces|log lines|lignes de log|dernières lignes|messages d’erreur|error messages|last lines|lines|lignes|dernières erreurs|last errors|recent errors|latest errors|erreurs récentes|derniers messages|last messages|error log|error logs|log d’erreur|logs d’erreur|stdout|sortie standard',
  search:
    'search|grep|find|look for|looking for|search for|cherche|chercher|cherchez|recherche|rechercher|trouve|trouver|contient|contiennent|containing|contenant|mentionne|mentioning|matching|occurrences|greppe|grepper',
  info: 'info|infos|information|informations|kernel|noyau|os|distro|distribution|uname|quel système|what system|operating system|système d’exploitation|version d’os|version de linux|linux version|facts|caractéristiques|fiche|os version|version du noyau|kernel version',
  outside:
    'http check|http code|code http|from outside|de l’extérieur|depuis l’extérieur|de dehors|vu de dehors|response time|temps de réponse|latency|latence|curl|ping|https|http|endpoint|status code|code retour|réponse http',
  port: 'port|ports|listening|écoute|open port|port ouvert|tcp|telnet|netcat|nc|reach port|reachable|joignable|joignables|se connecter au port|is open',
  dns: 'dns|resolve|resolves|résout|résolution|nslookup|dig|domain name|nom de domaine|ip address of|adresse ip de|host record|résoudre|pointe vers|points to|lookup|dns lookup|look up the dns',
  certificate:
    'certificate|certificates|certificat|certificats|cert|certs|tls|ssl|expire|expires|expiry|expiration|expirent|letsencrypt|let’s encrypt|date d’expiration|validité du certificat|https cert',
  container:
    'container|containers|conteneur|conteneurs|docker|podman|container named|docker container|pod|pods|docker ps',
  image: 'image|images|docker image',
  registry: 'registry|registre|tag exists|dans le registre|in the registry|published|publiée',
  package: 'package|packages|paquet|paquets|pkg|apt|dnf|yum|apk|dpkg|rpm|logiciel|logiciels|librairie|lib',
  upgradable:
    'pending updates|available updates|updates available|upgradable|upgradeable|outdated|mises à jour disponibles|mises à jour en attente|mises à jour dispo|paquets à mettre à jour|packages to upgrade|packages to update|updates pending|à mettre à jour|pas à jour|out of date|up to date|à jour|security updates|mises à jour de sécurité|pending upgrades|patchs de sécurité|correctifs de sécurité|cve|cves|updates are pending|updates waiting|missing patches|mises à jour à faire|mises à jour à passer|updates to apply',
  database: 'database|databases|base de données|bases de données|bdd|db|schema|schéma|base|bases',
  query:
    'sql|query|queries|requête|requêtes|select|requete|longest query|slow queries|requêtes lentes|requêtes longues|longue requête|slow query|requête la plus longue',
  connections:
    'connections|connexions|connected clients|connection count|nombre de connexions|clients connectés|sessions',
  replication:
    'replication|réplication|replica|réplica|replicas|réplicas|standby|lag|replication lag|retard de réplication|en retard|secondaire|primary|primaire',
  account: 'account|accounts|user|users|compte|comptes|utilisateur|utilisateurs|logins',
  key: 'ssh key|ssh keys|clé ssh|clés ssh|key|keys|clé|clés|authorized keys|public key|clé publique|accès ssh|ssh access',
  cron: 'cron|crons|crontab|cron job|cron jobs|cronjobs|tâches planifiées|tâche planifiée|scheduled tasks|scheduled jobs|jobs planifiés|timers|timer|planification',
  file: 'file|files|fichier|fichiers|contents|content of|contenu|cat',
  folder: 'folder|folders|dossier|dossiers|répertoire|répertoires|directory|directories',
  line: 'line in|the line|la ligne|une ligne|a line',
  config:
    'config|configuration|conf|settings|paramètre|paramètres|setting|configuration file|fichier de conf|fichier de configuration|fichier de config',
  version:
    'version|versions|which version|quelle version|current version|version actuelle|release|releases|version déployée|deployed version',
  script: 'script|scripts|playbook',
  boot: 'boot|au démarrage|at boot|on boot|au boot|startup order',
  failed:
    'failed services|failed units|services en échec|unités en échec|services failed|services plantés|services ko|broken services|services down|services arrêtés|stopped services|services en erreur',
  services:
    'services|all services|tous les services|list services|liste des services|which services|quels services|unités systemd|units|systemd units',
  where:
    'where does|where is|where are|where do|où tourne|où tournent|où est|où sont|où se trouve|sur quel serveur|sur quelle machine|sur quels serveurs|sur quelles machines|which servers run|which hosts run|which server runs|on which server|on which servers|on which host|où est ce que tourne',
  alias: 'alias|aliases|surnom|surnoms|autre nom|autres noms',
  known:
    'you know|tu connais|vous connaissez|connais tu|in the inventory|dans l’inventaire|inventory|inventaire|do you know|you manage|tu gères',
  approval:
    'approve|approves|approver|approvers|approuver|approuve|approbation|approbations|approval|approvals|who can approve|qui valide|valider|valide',
  size: 'size|taille|how big|grosse|pèse|combien pèse|weight|volume',
  old: 'old|older|older than|anciens|anciennes|ancien|vieux|vieilles|vieille|plus vieux que|plus anciens que|antérieurs à|obsolètes|datant de plus de|de plus de',
  'reboot-needed':
    'pending reboot|reboot required|reboot needed|needs a reboot|besoin d’un reboot|reboot en attente|reboot nécessaire|redémarrage nécessaire|redémarrage en attente|must be rebooted',
  clock: 'clock|ntp|horloge|heure système|time sync|clock offset|synchro horaire|décalage horaire|date système',
  network: 'network|réseau|interfaces|bandwidth|bande passante',
  firewall: 'firewall|pare feu|iptables|nftables|ufw',
  queue: 'queue|queues|file d’attente|files d’attente',
  cache: 'cache|caches',
  verified:
    'verified|vérifiée|integrity|intégrité|restorable|restaurable|checksum|testable|est bonne|is good|valid backup',
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
