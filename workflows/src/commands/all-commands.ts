import { createVocabulary } from '@chatops-commander/engine/request/vocabulary';
import { addServer } from './add-server/add-server.js';
import { again } from './again/again.js';
import { alerts } from './alerts/alerts.js';
import { approve } from './approve/approve.js';
import { ask } from './ask/ask.js';
import { cancel } from './cancel/cancel.js';
import type { ChatCommand } from './command.js';
import { confirm } from './confirm/confirm.js';
import { deny } from './deny/deny.js';
import { emergency } from './emergency/emergency.js';
import { createHelp } from './help/help.js';
import { hold } from './hold/hold.js';
import { lock } from './lock/lock.js';
import { logs } from './logs/logs.js';
import { pause } from './pause/pause.js';
import { restore } from './restore/restore.js';
import { resume } from './resume/resume.js';
import { retry } from './retry/retry.js';
import { rollback } from './rollback/rollback.js';
import { revert } from './revert/revert.js';
import { runs } from './runs/runs.js';
import { servers } from './servers/servers.js';
import { skip } from './skip/skip.js';
import { status } from './status/status.js';
import { unhold } from './unhold/unhold.js';
import { unlock } from './unlock/unlock.js';

/** In the order in which help lists them. */
const steering: readonly ChatCommand[] = [
  ...[status, cancel, pause, resume, retry, skip, rollback, approve, deny, confirm, emergency],
  ...[restore, again, revert, logs, runs, servers, lock, unlock, hold, unhold, addServer, alerts, ask],
];

export const allCommands: readonly ChatCommand[] = [createHelp(steering), ...steering];
export const vocabulary = createVocabulary(allCommands);
