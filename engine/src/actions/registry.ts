import type { Action } from './action.js';
import { backupFilesAction } from './backup/backup-files.js';
import { filesUnwrite } from './files/files-unwrite.js';
import { filesWrite } from './files/files-write.js';
import { httpCheck } from './http/http-check.js';
import { logsTail } from './logs/logs-tail.js';
import { serviceRestart } from './service/service-restart.js';
import { serviceStart } from './service/service-start.js';
import { serviceStatus } from './service/service-status.js';
import { serviceStop } from './service/service-stop.js';
import { shellRun } from './shell/shell-run.js';
import { systemDisk } from './system/system-disk.js';
import { systemHealth } from './system/system-health.js';
import { systemInfo } from './system/system-info.js';
import { gateApprove } from './wait/gate-approve.js';
import { waitFor } from './wait/wait-for.js';
import { waitUntil } from './wait/wait-until.js';

/** What a runbook may use, by name. */
export const actions: readonly Action[] = [
  backupFilesAction,
  filesWrite,
  gateApprove,
  httpCheck,
  logsTail,
  serviceRestart,
  serviceStart,
  serviceStatus,
  serviceStop,
  shellRun,
  systemDisk,
  systemHealth,
  systemInfo,
  waitFor,
  waitUntil,
];

/** Only named by the inverse of another action, never by a file. */
const undoing: readonly Action[] = [filesUnwrite];

const byName: ReadonlyMap<string, Action> = new Map(actions.map((action) => [action.name, action]));
const byNameForUndoing: ReadonlyMap<string, Action> = new Map(
  [...actions, ...undoing].map((action) => [action.name, action]),
);

/** The action that a runbook's `uses` names. */
export const findAction = (name: string): Action | undefined => byName.get(name);

/** The action that an inverse names: those of runbooks, and the ones that only undo. */
export const findUndoAction = (name: string): Action | undefined => byNameForUndoing.get(name);
