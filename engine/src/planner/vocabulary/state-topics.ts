/** How machines and services are: what requests ask to see. `|` between forms. */
export const stateTopics: Readonly<Record<string, string>> = {
  status: `
      sts | stt | stts | statuts | allumé | allumée | is it on | still running | still alive | encore vivant | toujours debout
      toujours vivant | toujours up | tient le coup | tient bon | holding up | hanging in there | comment il va
      comment elle va | en vie ou pas | en service | est lancé | est démarré | is started | is active
      en fonctionnement | operational | opérationnel | opérationnelle | opérationnels | status | statut | état
      etat | state | tourne | tournent | tourner | running | marche | marchent | marcher | fonctionne
      fonctionnent | fonctionner | works | work | working | active | actif | alive | vivant | en vie | en route
      up | is up | still up | debout | how is | how are | hows | comment va | comment vont | comment se porte
      any update | any news | des nouvelles | répond | répondent | répondre | respond | responds | responding
      answer | answers | answering | accessible | available | en marche | ça dit quoi | ça donne quoi
      où en est | est bien lancé
    `,
  health: `
      pète le feu | pète la forme | pète la santé | au top | en pleine forme | tient la forme | fit as a fiddle
      in good shape | in good nick | il va comment | elle va comment | ils vont comment | va comment | vont comment
      hc | vitals | constantes | état général | overall state | global state | état global | vue générale
      health report | status report | rapport de santé | quick look | sanity check | tout baigne
      tout est nickel | ça tient | comment ça se présente | everything alive | tout le monde va bien | health
      healthy | santé | bonne santé | en forme | tout va bien | tout est ok | tout est bon | tout roule
      tout marche | tout fonctionne | tout tourne | ça va | ça roule | ça tourne | est ce que ça va
      everything ok | everything okay | everything fine | everything good | everything alright
      everything all right | everything working | everything up | everything running | everything is up
      everything is ok | everything is fine | is everything ok | is everything okay | is everything fine
      is everything up | is everything running | is everything alright | all good | all ok | all okay | all fine
      all well | all green | all systems go | tous verts | tout est vert | tout est au vert | how are things
      how are we doing | how is everything | comment ça va | comment ça se passe | quoi de neuf | bilan
      bilan de santé | check up | checkup | overview | aperçu | les serveurs vont bien | va bien | vont bien
      rien à signaler | ras | r.a.s | health check | healthcheck | sain | saine | se porte bien
      se portent bien | ok ou pas | doing ok | doing fine | doing well | doing okay | doing | vue d’ensemble
      état de santé
    `,
  uptime: `
      since when is it up | depuis quand tourne | dernier boot | last boot | last reboot | dernier reboot
      dernier redémarrage | when was it rebooted | temps de fonctionnement | uptime
      depuis combien de temps tourne | how long has it been up | allumé depuis | up since
    `,
  load: 'loadaverage|load|load average|charge|charge système|la charge|surcharge',
  cpu: `
    procs | proco | coeurs | cores | cpu usage | usage cpu | conso cpu | processor | processors | cpu | cpus
    processeur | processeurs | proc
  `,
  memory: `
      mem | rams | usage mémoire | conso mémoire | conso ram | mémoire libre | mémoire dispo | free memory
      memory left | ram usage | free ram | heap | memory | mémoire | ram | memory usage | mémoire vive | rss
    `,
  swap: 'swap|swapping',
  process: `
      top | ps | busiest | plus gourmands | task list | tasks running | tâches en cours | processus gourmands
      qui bouffe | qui mange | qui consomme | qui tire | what eats | what is eating | whats eating | hungry
      greedy | hog | hogs | process | processes | processus | top processes | what is running | ce qui tourne
      consomme | consomment | consommation | consuming | hogging | bouffe | mange | eating | eats | uses
      gourmand | gourmands | ps aux | htop
    `,
  disk: `
    dsk | dsks | dsq | dsqs | disc | discs | ssd | hdd | disk full | disque plein | disques durs | drive | drives | volume disque | volumes | mounts
    mount points | points de montage | montages | espace dispo | espace restant | espace disponible | space left
    free disk | disk free | stockages | gigs | gigaoctets | go libres | how much room | encore de la place
    assez de place | inodes | fs | fs usage | disk | disks | disque | disques | disque dur | disk space
    disk usage | espace | espace disque | espace libre | free space | space | storage | stockage | partition
    partitions | filesystem | filesystems | file system | système de fichiers | df | df h | place libre
    la place | de la place | de place | place sur | place disque | gigas | room left | room | how full
    how full is | how full are | occupation | occupation disque | remplissage | usage disque | espaces disques
  `,
  largest: `
      occupe le plus | occupent le plus | occupe de la place | occupent de la place | pèse le plus | pèsent le plus
      pèsent lourd | prend le plus de place | prennent le plus de place | tient le plus de place
      plus grosses arborescences | plus grosse arborescence | plus gros répertoires | plus gros répertoire
      plus gros fichier | plus gros dossier | plus volumineux | plus volumineuses | plus lourds | plus lourdes
      plus grands fichiers | plus grands dossiers | plus grands répertoires | gros répertoires
      grosses arborescences | takes the most space | take the most space | taking the most space
      use the most space | using the most space | uses the most space | heaviest | bulkiest | biggest files
      biggest folders | biggest directories | largest files | largest folders | largest directories
      space hogs | disk hogs | hogging the disk | mange la place | mangent la place | bouffent la place
      filling | filling up the disk | fills | remplit | largest | biggest | gros dossiers | plus gros
      plus gros dossiers | gros fichiers | plus gros fichiers | prend de la place | prend toute la place
      prend la place | prennent de la place | prend autant de place | takes space | taking space
      takes up space | taking up space | taking up all the space | eats space | eating space | eating disk
      eating the disk | eating up the disk | mange le disque | bouffe le disque | bouffe la place
      remplit le disque | filling the disk | fills the disk | large folders | big folders | large files
      big files | du sh | qui bouffe le disque | using all the disk | prend de la place sur le disque
    `,
  logs: `
    jrnl | lgs | log file | log output | output | sortie | sorties | syslog | messages système | system messages
    historique | log entries | entrées de log | les traces | error lines | lignes d’erreur | journald | entries
    protocol | log | logs | journal | journaux | journalctl | tail | trace | traces | log lines | lignes de log
    dernières lignes | messages d’erreur | error messages | last lines | lines | lignes | dernières erreurs
    last errors | recent errors | latest errors | erreurs récentes | derniers messages | last messages
    error log | error logs | log d’erreur | logs d’erreur | stdout | sortie standard
  `,
  search: `
      greping | grepping | look up | lookup for | occurrence | occurrences de | repère | repérer | scan for
      scanne | hunt for | déniche | dénicher | fouille | fouiller | search | grep | find | look for
      looking for | search for | cherche | chercher | cherchez | recherche | rechercher | trouve | trouver
      contient | contiennent | containing | contenant | mentionne | mentioning | matching | occurrences | greppe
      grepper
    `,
  info: `
    quelle version de debian | quelle version d’ubuntu | what version of debian | what version of ubuntu | which version of debian
    version de debian | version d’ubuntu | version of debian | version of ubuntu | version du système | version de l’os
    version of linux | quelle distribution | kernel release | build number | specs | spec sheet | hardware | matériel | architecture | arch
    debian version | ubuntu version | quelle debian | quelle ubuntu | which os | which kernel | quel noyau
    quel os | version du système | system version | machine details | détails de la machine | info | infos
    information | informations | kernel | noyau | os | distro | distribution | uname | quel système
    what system | operating system | système d’exploitation | version d’os | version de linux | linux version
    facts | caractéristiques | fiche | os version | version du noyau | kernel version
  `,
  outside: `
      ttfb | page load | temps de chargement | load time | http status | statut http | url check
      réponse du site | vu de l’extérieur | vu d’internet | from the internet | from internet | externally
      publicly | url | urls | http check | http code | code http | from outside | de l’extérieur
      depuis l’extérieur | de dehors | vu de dehors | response time | temps de réponse | latency | latence
      curl | ping | https | http | endpoint | status code | code retour | réponse http
    `,
  port: `
    ports ouverts | open ports | listens | listen | écoutent | à l’écoute | socket | sockets | connect to port
    can reach | peut joindre | joindre | atteindre | reaches | connectivity | connectivité | port check
    is reachable | port | ports | listening | reach | connect to | talk to | se connecter à | se connecte à | parler à | parle à | écoute | open port | port ouvert | tcp | telnet | netcat | nc
    reach port | reachable | joignable | joignables | se connecter au port | is open
  `,
  dns: `
    resolving | name resolution | résolution de nom | résolution dns | dns record | enregistrement dns
    a record | cname | hostname resolves | host lookup | dns | resolve | resolves | résout | résolution
    nslookup | dig | domain name | nom de domaine | ip address of | adresse ip de | host record | résoudre
    pointe vers | points to | lookup | dns lookup | look up the dns
  `,
};
