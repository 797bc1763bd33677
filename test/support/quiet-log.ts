import { createLog, logTemporal } from '@chatops-commander/cli/runtime/create-log';

/** What tests provoke would fill the screen; LOG_LEVEL=warn shows it. */
export const quietLog = createLog(process.env.LOG_LEVEL ?? 'silent');

// Temporal's SDK takes one logger per process, before anything connects; a module is loaded once per process.
logTemporal(quietLog);
