import type { Meaning } from '../meaning.js';

/**
 * What people write for the things that runbooks do and show; `|` between forms. Trigger phrases of the catalog are
 * read through the same table, so that one phrase stands for every form of its verb, in both languages.
 */
const forms: Readonly<Record<string, string>> = {
  restart:
    'restart|restart it|a restart|redémarre|redémarrer|redémarrez|redémarrons|redémarrage|un redémarrage|relance|relancer|relancez|relancement|bounce|kick|kicker|redem|respawn|recycle|cycle|turn off and on|off and on again|remets en route|remettre en route|remets en marche|remettre en marche|repartir|fais repartir|faire repartir|réinitialise|ressuscite|ressusciter|stop and start|arrête et relance|arrête et redémarre|arrêter et redémarrer',
  start:
    'start|démarre|démarrer|démarrez|démarrage|allume|allumer|rallume|rallumer|turn on|switch on|bring up|bring back up|start up|spin up|boot up|fire up',
  stop: 'stop|stoppe|stopper|stoppez|arrête|arrêter|arrêtez|arrêt|éteins|éteindre|éteignez|coupe|couper|coupez|halt|turn off|switch off|shut down|shutdown|take down|bring down|mets à l’arrêt|mettre à l’arrêt',
  status:
    'status|statut|état|state|tourne|tournent|tourner|running|marche|marchent|marcher|fonctionne|fonctionnent|fonctionner|works|work|working|active|actif|alive|vivant|en vie|en route|up|is up|still up|debout|how is|how are|comment va|comment vont|comment se porte|any update|any news|des nouvelles|répond|répondent|répondre|respond|responds|responding|answer|answers|answering|accessible|reachable|disponible|available|en marche|ça dit quoi',
  health:
    'health|healthy|santé|bonne santé|en forme|tout va bien|tout est ok|tout est bon|tout roule|tout marche|tout fonctionne|tout tourne|ça va|ça roule|ça tourne|est ce que ça va|everything ok|everything okay|everything fine|everything good|everything alright|everything all right|everything working|everything up|everything running|everything is up|everything is ok|everything is fine|is everything ok|is everything okay|is everything fine|is everything up|is everything running|is everything alright|all good|all ok|all okay|all fine|all well|all green|all systems go|tous verts|tout est vert|tout est au vert|how are things|how are we doing|how is everything|comment ça va|comment ça se passe|quoi de neuf|bilan|bilan de santé|check up|checkup|overview|aperçu|uptime|load|load average|charge|charge système|cpu|processeur|ram|memory|mémoire|swap|les serveurs vont bien|va bien|vont bien|rien à signaler|ras|r.a.s|health check|healthcheck|sain|saine|se porte bien|se portent bien|ok ou pas|doing ok|doing fine|doing well|doing okay|doing',
  disk: 'disk|disks|disque|disques|disque dur|disk space|disk usage|espace|espace disque|espace libre|free space|space|storage|stockage|partition|partitions|filesystem|filesystems|file system|système de fichiers|df|df h|place libre|la place|de la place|de place|place sur|place disque|gigas|room left|room|how full|how full is|how full are|occupation|occupation disque|remplissage|usage disque',
  largest:
    'largest|biggest|gros dossiers|plus gros|plus gros dossiers|gros fichiers|plus gros fichiers|prend de la place|prend toute la place|prend la place|prennent de la place|takes space|taking space|takes up space|taking up space|eats space|eating space|eating disk|eating the disk|mange le disque|bouffe le disque|bouffe la place|remplit le disque|filling the disk|fills the disk|large folders|big folders|large files|big files|du sh',
  logs: 'log|logs|journal|journaux|journalctl|tail|trace|traces|log lines|lignes de log|dernières lignes|messages d’erreur|error messages|last lines',
  info: 'info|infos|information|informations|kernel|noyau|os|distro|distribution|uname|quel système|what system|operating system|système d’exploitation|version d’os|version de linux|linux version|facts|caractéristiques|fiche',
  backup:
    'backup|backups|back up|sauvegarde|sauvegarder|sauvegardez|sauvegardes|une sauvegarde|archive|archiver|save a copy|copie de sécurité|faire une copie|bkp',
  write:
    'write|écris|écrire|écrivez|put|create file|create the file|create a file|crée le fichier|crée un fichier|créer le fichier|créer un fichier|crée|overwrite|écrase',
  run: 'run|exécute|exécuter|exécutez|exec|execute|run command|run the command|lance la commande|lancer la commande|exécute la commande|exécuter la commande',
  touch: 'touch|touche|toucher|touchez|touching|do anything|do something|faire quoi que ce soit',
  outside:
    'http check|http code|code http|from outside|de l’extérieur|depuis l’extérieur|de dehors|response time|temps de réponse|latency|latence|curl|ping|https|http',
};

/** The verb's past or third person: tells what happened, and asks for nothing. */
const described: Readonly<Record<string, string>> = {
  restart:
    'restarting|bouncing|restarted|restarts|redémarrés|redémarrée|redémarrées|redémarrent|relancés|relancée|relancées|rebooted|reboots|bounced',
  start: 'starting|started|starts|démarrés|démarrée|démarrées|démarrent|lancée|lancés|lancées',
  stop: 'stopping|stopped|stops|stoppé|stoppée|stoppés|stoppées|arrêtée|arrêtés|arrêtées|arrêtent|éteint|éteinte|éteints|coupée|coupés|halted',
  backup: 'backing up|backed up|sauvegardée|sauvegardés|sauvegardées|archived|archivée',
  write: 'wrote|written|écrit|écrite',
  run: 'ran|executed|exécuté|exécutée',
};

/** Say that something is wanted, and little of what. */
const weak: Readonly<Record<string, string>> = {
  look: 'look|look at|look into|take a look|have a look|check|checking|check on|check out|verify|inspect|show|show me|see|display|print|give me|list|view|monitor|regarde|regarder|regardez|jette un œil|jeter un œil|jette un coup d’œil|coup d’œil|vérifie|vérifier|vérifiez|vérif|contrôle|contrôler|contrôlez|montre|montrer|montrez|affiche|afficher|affichez|voir|voyons|consulte|consulter|donne|donner|donnez|file moi|liste|lister|teste|tester|testez|test|probe|dis|dire|dites|tell|tell me|know|savoir|diagnose|diagnostic|diagnostique|diagnostiquer|troubleshoot|debug|investigate|analyse|analyser|analyze|what about|quid|combien|how much|reste',
  revive: 'remets|remettre|remettez|bring',
  launch:
    'lance|lancer|lancez|lancement|launch|launching|do|does|perform|fais|faire|faites|fait|make|trigger|déclenche|effectue|effectuer',
};

const entries = (table: Readonly<Record<string, string>>, extra: object): [string, Meaning][] =>
  Object.entries(table).flatMap(([concept, list]) =>
    list.split('|').map((form): [string, Meaning] => [form, { kind: 'act', concept, ...extra }]),
  );

export const acts: readonly (readonly [string, Meaning])[] = [
  ...entries(forms, {}),
  ...entries(described, { described: true }),
  ...entries(weak, { weak: true }),
];
