import type { Localized } from '../../actions/action.js';
import { sameText } from '../../actions/localized.js';
import { listInWords } from '../../approval/list-in-words.js';
import { answerRuns } from './answer-runs.js';
import { approvals } from './answer-about.js';
import { namedTopics } from '../matching/asked.js';
import type { RecentEvent } from '../planner.js';
import type { Request } from '../reading/request.js';

/** More events than these are looked up in the list of runs. */
const maxEvents = 5;

/**
 * What is known without looking at a server: the runs and alerts of what is named, what a server or a service is. Says
 * where the rest is written down, rather than guess it. Undefined where nothing of the kind is asked.
 */
export function answerKnowledge(request: Request): Localized | undefined {
  const { reading, index } = request;
  const { knowledge } = reading.signs;
  if (knowledge === 'happened' || knowledge === 'failed' || knowledge === 'backups') {
    const nothing = reading.place.named.length + reading.services.length === 0;
    // "what happened to nginx?" has it looked at.
    if (reading.symptom && !nothing) return undefined;
    return answerRuns(knowledge, eventsOn(reading.place.named.length > 0 ? reading.place.named : [], request));
  }
  // "qui valide un arrêt ?" tells of nothing that has stopped.
  if (knowledge === 'approver') return approvals;
  if (knowledge === undefined || reading.symptom) return undefined;
  if (knowledge === 'reason') return namedTopics(reading).has('approval') ? approvals : elsewhere;
  const servers = [...new Set([...reading.place.named, ...reading.services.flatMap((name) => index.hostsOf(name))])];
  if (knowledge === 'doer' || knowledge === 'moment')
    return sayHistory([...reading.services, ...reading.place.named], eventsOn(servers, request));
  // What a deed is, is told with how it is asked for.
  if (reading.acts.some(({ part, weak }) => part !== 'topic' && !weak)) return undefined;
  const described = [
    ...reading.services.map((name) => describeService(name, request)),
    ...reading.place.named.map((name) => describeServer(name, request)),
  ];
  if (described.length === 0) return elsewhere;
  return { en: described.map(({ en }) => en).join(' '), fr: described.map(({ fr }) => fr).join(' ') };
}

const elsewhere: Localized = {
  en: 'I know servers, services and runs, and not the reasons behind them. `/ops ask` with your question searches the runs, the alerts, the runbooks and your team’s own documents.',
  fr: 'Je connais les serveurs, les services et les exécutions, mais pas leurs raisons. `/ops ask` suivi de votre question cherche dans les exécutions, les alertes, les runbooks et les documents de votre équipe.',
};

const eventsOn = (servers: readonly string[], { context: { recent = [] } }: Request): readonly RecentEvent[] =>
  recent.filter((event) => servers.length === 0 || event.servers.some((name) => servers.includes(name)));

function sayHistory(asked: readonly string[], events: readonly RecentEvent[]): Localized {
  const about = listInWords(asked.map(sameText), 'and');
  const of = asked.length === 0 ? { en: '', fr: '' } : { en: ` on ${about.en}`, fr: ` sur ${about.fr}` };
  const tail = {
    en: 'Who asked and who approved stands in the pull request of each run; what was done by hand I do not see. `/ops runs` lists them.',
    fr: 'Qui l’a demandé et qui l’a approuvé figure dans la pull request de chaque exécution ; ce qui est fait à la main, je ne le vois pas. `/ops runs` les liste.',
  };
  if (events.length === 0)
    return {
      en: `I know of no recent run and no alert${of.en}. ${tail.en}`,
      fr: `Je ne connais ni exécution ni alerte récente${of.fr}. ${tail.fr}`,
    };
  const lines = events.slice(0, maxEvents).map(({ title, state, at }) => `- ${at} · ${title} · ${state}`);
  return {
    en: `What I know of the last days${of.en}:\n${lines.join('\n')}\n${tail.en}`,
    fr: `Ce que je sais des derniers jours${of.fr} :\n${lines.join('\n')}\n${tail.fr}`,
  };
}

function describeServer(name: string, { context, index }: Request): Localized {
  const { environment = '', tags = {} } = context.inventory.servers[name] ?? {};
  const tagged = Object.entries(tags).map(([key, value]) => `${key} ${value}`);
  const what = [environment, ...tagged].filter((one) => one !== '').join(', ');
  const services = index.servicesOn(name);
  if (services.length === 0)
    return {
      en: `${name} (${what}) runs no service of the inventory.`,
      fr: `${name} (${what}) ne fait tourner aucun service de l’inventaire.`,
    };
  const runs = listInWords(services.map(sameText), 'and');
  return { en: `${name} (${what}) runs ${runs.en}.`, fr: `${name} (${what}) fait tourner ${runs.fr}.` };
}

function describeService(name: string, { context, index }: Request): Localized {
  const { aliases = [], manager = 'systemd' } = context.inventory.services?.[name] ?? {};
  const where = listInWords(index.hostsOf(name).map(sameText), 'and');
  const called = listInWords(aliases.map(sameText), 'and');
  const also =
    aliases.length === 0
      ? { en: '', fr: '' }
      : { en: `, also called ${called.en},`, fr: `, aussi appelé ${called.fr},` };
  return {
    en: `${name}${also.en} is a service under ${manager} on ${where.en}.`,
    fr: `${name}${also.fr} est un service sous ${manager} sur ${where.fr}.`,
  };
}
