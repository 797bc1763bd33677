import { installTemporalLog } from '@chatops-commander/workflows/worker';
import { type Logger, pino } from 'pino';

/** Logs as JSON lines on standard error, so that standard output stays the command's own. */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: { app: 'chatops' },
      redact: ['privateKey', '*.privateKey', 'apiKey', '*.apiKey', '*.secret', 'password', '*.password'],
    },
    pino.destination(2),
  );
}

/**
 * Lets Temporal's SDK log through ours; activities that fail and are tried again are warnings there.
 *
 * @param metricsAddress HOST:PORT for Prometheus, when there is one.
 */
export function logTemporal(log: Logger, metricsAddress?: string): void {
  const write = (level: string, message: string, meta: unknown): void => {
    const fields = splitError(meta);
    if (level === 'ERROR') log.error(fields, message);
    else log.warn(fields, message);
  };
  installTemporalLog('WARN', write, metricsAddress);
}

/** pino writes an error out only as `err`; anywhere deeper it would come out as `{}`. */
function splitError(meta: unknown): { readonly meta: unknown; readonly err?: unknown } {
  if (typeof meta !== 'object' || meta === null || !('error' in meta)) return { meta };
  const { error, ...rest } = meta;
  return { meta: rest, err: error };
}
