import type { Action } from './action.js';
import { backupFilesAction } from './backup/backup-files.js';
import { backupPostgres } from './backup/backup-postgres.js';
import { backupPrune } from './backup/backup-prune.js';
import { backupRestore } from './backup/backup-restore.js';
import { backupDiscard, backupRevert } from './backup/backup-undoing.js';
import { backupVerify } from './backup/backup-verify.js';
import { containerDeploy } from './container/container-deploy.js';
import { containerList } from './container/container-list.js';
import { containerLogs } from './container/container-logs.js';
import { containerHalt, containerRestart } from './container/container-restart.js';
import { containerRevert } from './container/container-revert.js';
import { containerStatus } from './container/container-status.js';
import { cronList } from './cron/cron-list.js';
import { databaseQuery } from './database/database-query.js';
import { databaseStatus } from './database/database-status.js';
import { filesLine } from './files/files-line.js';
import { filesRead } from './files/files-read.js';
import { filesRemove } from './files/files-remove.js';
import { filesUnwrite } from './files/files-unwrite.js';
import { filesWrite } from './files/files-write.js';
import { httpCheck } from './http/http-check.js';
import { logsPrune } from './logs/logs-prune.js';
import { logsSearch } from './logs/logs-search.js';
import { logsTail } from './logs/logs-tail.js';
import { netDns } from './net/net-dns.js';
import { netPort } from './net/net-port.js';
import { packageInstall } from './package/package-install.js';
import { packageList } from './package/package-list.js';
import { packageRevert } from './package/package-revert.js';
import { packageUpgradable } from './package/package-upgradable.js';
import { packageUpgrade } from './package/package-upgrade.js';
import { registryCheck } from './registry/registry-check.js';
import { releaseDeploy } from './release/release-deploy.js';
import { releaseRollback, releaseUnswitch } from './release/release-rollback.js';
import { scriptRun } from './script/script-run.js';
import { serviceDisable } from './service/service-disable.js';
import { serviceEnable } from './service/service-enable.js';
import { serviceList } from './service/service-list.js';
import { serviceReload } from './service/service-reload.js';
import { serviceRestart } from './service/service-restart.js';
import { serviceStart } from './service/service-start.js';
import { serviceStatus } from './service/service-status.js';
import { serviceStop } from './service/service-stop.js';
import { shellRun } from './shell/shell-run.js';
import { systemDisk } from './system/system-disk.js';
import { systemHealth } from './system/system-health.js';
import { systemInfo } from './system/system-info.js';
import { systemProcesses } from './system/system-processes.js';
import { systemReboot } from './system/system-reboot.js';
import { tlsExpiry } from './tls/tls-expiry.js';
import { gateApprove } from './wait/gate-approve.js';
import { waitFor } from './wait/wait-for.js';
import { waitUntil } from './wait/wait-until.js';

/** What a runbook may use, by name. */
export const actions: readonly Action[] = [
  backupFilesAction,
  backupPostgres,
  backupPrune,
  backupRestore,
  backupVerify,
  containerDeploy,
  containerList,
  containerLogs,
  containerRestart,
  containerStatus,
  cronList,
  databaseQuery,
  databaseStatus,
  filesLine,
  filesRead,
  filesRemove,
  filesWrite,
  gateApprove,
  httpCheck,
  logsPrune,
  logsSearch,
  logsTail,
  netDns,
  netPort,
  packageInstall,
  packageList,
  packageUpgradable,
  packageUpgrade,
  registryCheck,
  releaseDeploy,
  releaseRollback,
  scriptRun,
  serviceDisable,
  serviceEnable,
  serviceList,
  serviceReload,
  serviceRestart,
  serviceStart,
  serviceStatus,
  serviceStop,
  shellRun,
  systemDisk,
  systemHealth,
  systemInfo,
  systemProcesses,
  systemReboot,
  tlsExpiry,
  waitFor,
  waitUntil,
];

/** Only named by the inverse of another action, never by a file. */
const undoing: readonly Action[] = [
  backupDiscard,
  backupRevert,
  containerHalt,
  containerRevert,
  filesUnwrite,
  packageRevert,
  releaseUnswitch,
];

const byName: ReadonlyMap<string, Action> = new Map(actions.map((action) => [action.name, action]));
const byNameForUndoing: ReadonlyMap<string, Action> = new Map(
  [...actions, ...undoing].map((action) => [action.name, action]),
);

/** The action that a runbook's `uses` names. */
export const findAction = (name: string): Action | undefined => byName.get(name);

/** The action that an inverse names: those of runbooks, and the ones that only undo. */
export const findUndoAction = (name: string): Action | undefined => byNameForUndoing.get(name);
