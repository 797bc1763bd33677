import type { Runbook } from '@chatops-commander/schemas';
import type { Localized } from '../actions/action.js';
import { numberSteps } from '../runbook/number-steps.js';
import { sayOnServers } from './saying/say-names.js';

/** The next sensible request: why, and the exact comment to write. */
export interface NextRequest {
  readonly text: Localized;
  readonly command: Localized;
}

export interface EndedRun {
  readonly runbook: Runbook;
  readonly outcome: 'succeeded' | 'failed' | 'rolled-back' | 'cancelled' | 'unknown' | 'refused';
  /** As a person types it. */
  readonly runId: string;
}

/** What to ask for after a run; undefined where nothing sensible follows. */
export function suggestNext({ runbook, outcome, runId }: EndedRun): NextRequest | undefined {
  switch (outcome) {
    case 'succeeded':
      return afterSuccess(runbook);
    case 'failed':
    case 'rolled-back':
    case 'unknown':
      return {
        text: { en: 'See what the steps printed:', fr: 'Voir ce que les étapes ont affiché :' },
        command: { en: `/ops logs ${runId}`, fr: `/ops journaux ${runId}` },
      };
    case 'cancelled':
    case 'refused':
      return undefined;
    default:
      return outcome satisfies never;
  }
}

/** The last change decides: what it touched is what is worth a look. */
function afterSuccess(runbook: Runbook): NextRequest | undefined {
  const where = sayWhere(runbook.spec.targets?.servers ?? []);
  const steps = numberSteps(runbook).map(({ step }) => step);
  for (const { uses, with: inputs } of steps.reverse()) {
    const service = Object.entries(inputs ?? {}).find(
      ([name, value]) => name === 'service' && typeof value === 'string',
    )?.[1];
    switch (uses) {
      case 'service.restart':
      case 'service.start':
        return {
          text: { en: 'Watch for errors in the first minutes:', fr: 'Surveiller les erreurs des premières minutes :' },
          command: {
            en: `/ops logs of ${String(service)}${where.en}`,
            fr: `/ops journaux de ${String(service)}${where.fr}`,
          },
        };
      case 'service.stop':
        return {
          text: { en: 'To have it back:', fr: 'Pour le remettre en marche :' },
          command: { en: `/ops start ${String(service)}${where.en}`, fr: `/ops démarre ${String(service)}${where.fr}` },
        };
      case 'files.write':
      case 'shell.run':
        return {
          text: {
            en: 'Make sure that the servers are still fine:',
            fr: 'S’assurer que les serveurs vont toujours bien :',
          },
          command: {
            en: `/ops check${where.en.replace(/^ on/, '')}`,
            fr: `/ops vérifie${where.fr.replace(/^ sur/, '')}`,
          },
        };
      default:
        continue;
    }
  }
  return undefined;
}

/** Every name, since the command must mean exactly these servers; on many, the service's own. */
const sayWhere = (servers: readonly string[]): Localized =>
  servers.length > 5 ? { en: '', fr: '' } : sayOnServers(servers);
