import type { Localized } from '../action.js';
import type { ServiceVerbName } from './service-script.js';
import { sayState, type ServiceState, tellingLine } from './service-state.js';

const ASKED: Readonly<Record<ServiceVerbName, Localized>> = {
  start: { en: 'started', fr: 'démarré' },
  stop: { en: 'stopped', fr: 'arrêté' },
  restart: { en: 'restarted', fr: 'redémarré' },
  reload: { en: 'reloaded', fr: 'rechargé' },
};

/** Why a service was not brought to the state asked for, with the line that says most about it. */
export function explainServiceFailure(facts: {
  readonly verb: ServiceVerbName;
  readonly problem: string;
  readonly service: string;
  readonly code: number | undefined;
  readonly after: ServiceState;
  readonly validate: readonly string[];
  readonly log: readonly string[];
}): Localized {
  const { verb, problem, service, code, after } = facts;
  const asked = ASKED[verb];
  const now = sayState(after);
  const line = tellingLine(facts.log, after.words);
  switch (problem) {
    case 'configuration': {
      const wrong = tellingLine(facts.validate);
      return {
        en: `${service} was not touched: its configuration is not valid${wrong.en}`,
        fr: `${service} n'a pas été touché : sa configuration n'est pas valide${wrong.fr}`,
      };
    }
    case 'died':
      return {
        en: `${service} was ${asked.en} but went down again at once${line.en}`,
        fr: `${service} a été ${asked.fr}, mais s'est arrêté aussitôt${line.fr}`,
      };
    case 'no-reload':
      return {
        en: `${service} has no reload; its configuration is only read when it restarts (service.restart)`,
        fr: `${service} ne sait pas recharger sa configuration ; il ne la relit qu'au redémarrage (service.restart)`,
      };
    case 'not-running':
      return {
        en: `${service} cannot be reloaded: it is ${now.en}. Start it instead (service.start)`,
        fr: `${service} ne peut pas être rechargé : il est ${now.fr}. Démarrez-le plutôt (service.start)`,
      };
    case 'state':
    case 'code': {
      const exit = code === undefined || code === 0 ? undefined : code;
      return {
        en: `${service} could not be ${asked.en}: it is ${now.en}${exit === undefined ? '' : `, the manager ended with code ${exit}`}${line.en}`,
        fr: `${service} n'a pas pu être ${asked.fr} : il est ${now.fr}${exit === undefined ? '' : `, le gestionnaire a rendu le code ${exit}`}${line.fr}`,
      };
    }
    default:
      return {
        en: `${service} could not be ${asked.en} (${problem})${line.en}`,
        fr: `${service} n'a pas pu être ${asked.fr} (${problem})${line.fr}`,
      };
  }
}
