import { parseRunbook } from '@chatops-commander/schemas';
import type { Effect, Risk } from '../actions/action.js';
import type { FindAction } from './indexes/catalog-index.js';
import type { CatalogEntry } from './planner.js';

/**
 * A catalog as large as one of a team's first year, over all families of actions, most of which this version may not
 * have: `name = action effect risk (inputs; ! required, # number): English phrases / French phrases`.
 */
const table = `
check-health = system.health read low (): health; status; health of {servers}; check {servers}; load on {servers}; how is everything / santé; état; santé de {servers}; vérifie {servers}; tout va bien; bilan de santé
check-disk = system.disk read low (path, largest#): disk space; disk space on {servers}; free space; largest folders; what takes space on {servers} / espace disque; espace disque sur {servers}; place libre sur {servers}; plus gros dossiers
top-processes = system.processes read low (top#, by): top processes on {servers}; what uses memory on {servers}; what uses cpu on {servers} / processus gourmands sur {servers}; qui consomme la mémoire sur {servers}; qui consomme le cpu
describe-server = system.info read low (): info about {servers}; kernel version; operating system of {servers} / infos sur {servers}; quel système sur {servers}
reboot-server = system.reboot change high (within): reboot {servers}; restart the server {servers} / reboote {servers}; redémarre la machine {servers}
service-status = service.status read low (service!): status of {service}; check {service}; is {service} running / état de {service}; vérifie {service}; est-ce que {service} tourne
list-services = service.list read low (pattern): list services on {servers}; failed services on {servers} / liste des services sur {servers}; services en échec sur {servers}
start-service = service.start change medium (service!): start {service}; bring up {service} / démarre {service}
restart-service = service.restart change medium (service!): restart {service}; {service} needs a restart / redémarre {service}; relance {service}
reload-service = service.reload change medium (service!): reload {service}; reload the configuration of {service} / recharge {service}; recharge la configuration de {service}
stop-service = service.stop change high (service!): stop {service}; shut down {service} / arrête {service}
enable-service = service.enable change medium (service!): enable {service} at boot; enable {service} / active {service} au démarrage; active {service}
disable-service = service.disable change high (service!): disable {service} at boot; disable {service} / désactive {service} au démarrage; désactive {service}
show-logs = logs.tail content medium (service!, lines#, since): logs of {service}; last {lines} lines of {service} logs; tail {service} / journaux de {service}; montre les logs de {service}; {lines} dernières lignes de log de {service}
search-logs = logs.search content medium (service!, text!, since): search {text} in the logs of {service}; find {text} in {service} logs; grep {text} in {service} / cherche {text} dans les logs de {service}; recherche {text} dans les journaux de {service}
prune-logs = logs.prune destroy critical (path!, older_than!): delete logs older than {older_than} in {path}; purge old logs {path}; clean up logs / supprime les logs de plus de {older_than} dans {path}; purge les vieux logs de {path}
check-address = http.check read low (url!, status#): http check {url}; check {url}; is {url} up; response time of {service} / vérifie {url}; est-ce que {url} répond; temps de réponse de {service}
check-port = net.port read low (host!, port!#): is port {port} open on {host}; check port {port} of {host} / le port {port} de {host} est ouvert; teste le port {port} sur {host}
resolve-name = net.dns read low (name!): resolve {name}; dns of {name} / résous {name}; dns de {name}
certificate-days = tls.expiry read low (host!): when does the certificate of {host} expire; certificate of {host}; tls {host} / quand expire le certificat de {host}; certificat de {host}
read-file = files.read content medium (path!): show the file {path}; read {path}; contents of {path} / montre le fichier {path}; affiche {path}; contenu de {path}
write-file = files.write change high (path!, content!): write {path}; create the file {path} / écris {path}; crée le fichier {path}
add-line = files.line change high (path!, line!): add the line {line} to {path} / ajoute la ligne {line} dans {path}
remove-file = files.remove destroy critical (path!): delete {path}; remove the file {path}; delete the folder {path} / supprime {path}; efface le fichier {path}
back-up-files = backup.files change medium (paths!): back up {paths}; backup {paths} on {server} / sauvegarde {paths}; archive {paths} sur {server}
back-up-database = backup.postgres change medium (database!): back up the database {database}; dump {database} / sauvegarde la base {database}; dump de la base {database}
list-backups = backup.list read low (): list backups; backups of {servers}; last backup of {servers} / liste des sauvegardes; sauvegardes de {servers}; dernière sauvegarde de {servers}
verify-backup = backup.verify read low (backup!): verify the backup {backup}; test the last backup / vérifie la sauvegarde {backup}; teste la dernière sauvegarde
restore-backup = backup.restore destroy critical (backup!): restore the backup {backup}; restore {backup} / restaure la sauvegarde {backup}
prune-backups = backup.prune destroy high (keep!#): prune backups; delete old backups, keep {keep} / purge les sauvegardes; supprime les vieilles sauvegardes, garde {keep}
database-status = database.status read low (service!): database status {service}; replication lag of {service}; connections of {service}; longest query on {service} / état de la base {service}; retard de réplication de {service}; connexions à {service}
query-database = database.query content medium (database!, sql!): run the query {sql} on {database}; query {database} {sql} / exécute la requête {sql} sur {database}
list-packages = package.list read low (pattern): list packages on {servers}; which version of the package {pattern} on {servers} / liste des paquets sur {servers}; quelle version du paquet {pattern}
pending-updates = package.upgradable read low (security_only?): pending updates on {servers}; packages to upgrade; security updates on {servers} / mises à jour disponibles sur {servers}; mises à jour en attente; mises à jour de sécurité sur {servers}
install-packages = package.install change high (packages!, version): install {packages}; install the package {packages} on {servers} / installe {packages}; installe le paquet {packages} sur {servers}
upgrade-packages = package.upgrade change high (packages!, version): upgrade {packages}; update the package {packages} on {servers} / mets à jour {packages}; mets à jour le paquet {packages} sur {servers}
upgrade-everything = package.upgrade change high (security_only?): upgrade all packages on {servers}; apply security updates on {servers} / mets à jour tous les paquets sur {servers}; applique les mises à jour de sécurité sur {servers}
list-containers = container.list read low (): list containers on {servers}; containers on {servers}; docker ps / liste des conteneurs sur {servers}; conteneurs sur {servers}
container-status = container.status read low (container!): status of the container {container}; check the container {container} / état du conteneur {container}
container-logs = container.logs content medium (container!, lines#): logs of the container {container} / logs du conteneur {container}
restart-container = container.restart change medium (container!): restart the container {container} / redémarre le conteneur {container}
deploy-container = container.deploy change high (container!, image!): deploy {image} as the container {container}; deploy the image {image} / déploie l'image {image} dans le conteneur {container}
check-image = registry.check read low (image!): does the image {image} exist; is {image} in the registry / l'image {image} existe; est-ce que {image} est dans le registre
deploy-release = release.deploy change high (service!, version!): deploy {service} {version}; release {version} of {service} / déploie {service} {version}; mets en prod {service} {version}
rollback-release = release.rollback change high (service!): roll back {service}; go back to the previous version of {service} / reviens à la version précédente de {service}; retour arrière sur {service}
list-accounts = account.list read low (): list users on {servers}; accounts on {servers} / liste des comptes sur {servers}; utilisateurs de {servers}
list-crons = cron.list read low (user): list cron jobs on {servers}; crontab of {servers} / tâches planifiées de {servers}; crons de {servers}
run-command = shell.run change high (command!): run {command}; execute {command} on {servers} / exécute {command}; lance la commande {command} sur {servers}
run-script = script.run change high (script!): run the script {script} on {servers} / lance le script {script} sur {servers}
time-offset = system.health read low (): clock of {servers}; is ntp in sync on {servers} / horloge de {servers}; ntp sur {servers}
clear-cache = shell.run change high (service!): clear the cache of {service}; flush the cache {service} / vide le cache de {service}
drain-queue = shell.run change high (): drain the mail queue on {servers} / vide la file de courriels sur {servers}
mail-queue = service.status read low (): mail queue on {servers}; how many mails are waiting / file de courriels sur {servers}
renew-certificate = shell.run change high (host!): renew the certificate of {host} / renouvelle le certificat de {host}
rotate-key = account.authorize change critical (user!, key!): add the ssh key {key} for {user} / ajoute la clé ssh {key} pour {user}
lock-account = account.lock change critical (user!): lock the account {user} / verrouille le compte {user}
maintenance-on = files.write change high (): put the site in maintenance; maintenance page on / mets le site en maintenance; page de maintenance
warm-up = http.check read low (url!): warm up {url} / préchauffe {url}
smoke-test = http.check read low (): smoke test; run the smoke tests / tests de fumée; lance les smoke tests
restore-drill = backup.verify read low (): restore drill on {servers} / exercice de restauration sur {servers}
`;

const rows = table.trim().split('\n');

interface Row {
  readonly name: string;
  readonly action: string;
  readonly effect: Effect;
  readonly risk: Risk;
  readonly inputs: readonly string[];
  readonly en: readonly string[];
  readonly fr: readonly string[];
}

function readRow(row: string): Row {
  const parts =
    /^(\S+) = (\S+) (read|content|change|destroy) (low|medium|high|critical) \(([^)]*)\): (.+) \/ (.+)$/.exec(row);
  if (parts === null) throw new Error(`not a row: ${row}`);
  const [, name = '', action = '', effect, risk, inputs = '', en = '', fr = ''] = parts;
  return {
    name,
    action,
    // the expression admits these only
    effect: effect as Effect,
    risk: risk as Risk,
    inputs: inputs.split(', ').filter((input) => input !== ''),
    en: en.split('; '),
    fr: fr.split('; '),
  };
}

const entries = rows.map(readRow);

const inputOf = (input: string): object => ({
  type: input.includes('#') ? 'integer' : input.includes('?') ? 'boolean' : 'string',
  ...(input.includes('!') ? { required: true } : {}),
});
const nameOf = (input: string): string => input.replace(/[!#?]/g, '');

/** Sixty library runbooks; a name in `action` may be none of this version's. */
export const largeCatalog: readonly CatalogEntry[] = entries.map(({ name, action, inputs, en, fr }) => ({
  path: `runbooks/${name}.yaml`,
  blob: '0'.repeat(40),
  runbook: parseRunbook(
    JSON.stringify({
      apiVersion: 'chatops-commander/v1',
      kind: 'Runbook',
      metadata: { name, title: name },
      spec: {
        inputs: Object.fromEntries(inputs.map((input) => [nameOf(input), inputOf(input)])),
        triggers: { en, fr },
        steps: [
          {
            id: 'step',
            uses: action,
            with: Object.fromEntries(inputs.map((input) => [nameOf(input), `\${{ inputs.${nameOf(input)} }}`])),
            ...(action === 'http.check' ? { on: 'controller' } : {}),
          },
        ],
      },
    }),
    `${name}.yaml`,
  ),
}));

/** What each entry's action does, by the entry's own row. */
export const findSampleAction: FindAction = (name) => entries.find(({ action }) => action === name);
