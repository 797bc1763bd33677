import type { Localized } from '../../actions/action.js';
import { sameText } from '../../actions/localized.js';
import { listInWords } from '../../approval/list-in-words.js';
import { chooseServers } from '../matching/choose-servers.js';
import { askedChanges, namedTopics } from '../matching/asked.js';
import type { Request } from '../reading/request.js';

/** More names than these are counted, not listed. */
const maxNames = 40;

/**
 * What the inventory itself answers: where something runs, which servers and services there are, who approves.
 * Undefined where the words ask for something else.
 */
export function answerAbout(request: Request): Localized | undefined {
  const { reading, context, index } = request;
  if ([...askedChanges(reading)].some((concept) => concept !== 'run') || reading.symptom) return undefined;
  const topics = namedTopics(reading);
  const only = (...wanted: readonly string[]): boolean => [...topics].every((topic) => wanted.includes(topic));
  if (topics.has('approval')) return approvals;
  const whichMachines =
    reading.signs.machines &&
    topics.size === 0 &&
    [...reading.said].some((word) => /^(?:which|what|quels?|quelles?)$/.test(word));
  if ((topics.has('where') || whichMachines) && reading.services.length > 0 && only('where', 'status', 'services'))
    return joined(reading.services.map((service) => sayWhere(service, index.hostsOf(service))));
  const listed = topics.has('known') || reading.acts.some(({ concept, weak }) => weak && concept === 'show');
  if (reading.signs.machines && (listed || reading.signs.which) && only('known', 'where')) {
    const choice = chooseServers({ reading, index, service: undefined, readsState: true });
    return choice.kind === 'chosen' ? sayList(choice.servers, 'server') : undefined;
  }
  if (topics.has('alias') && reading.services.length > 0)
    return joined(
      reading.services.map((service) => sayAliases(service, context.inventory.services?.[service]?.aliases)),
    );
  if (
    topics.has('services') &&
    reading.signs.which &&
    reading.place.named.length > 0 &&
    only('services') &&
    ![...reading.said].some((word) => notJustListed.test(word))
  )
    return joined(reading.place.named.map((server) => sayRunning(server, index.servicesOn(server))));
  if (topics.has('known') && only('known', 'services'))
    return sayList(Object.keys(context.inventory.services ?? {}), 'service');
  return undefined;
}

/** Which of them run or failed, the servers have to tell. */
const notJustListed = /\b(?:run|running|echec|failed|failing|down|up|arretes?|actifs?|active|enabled|disabled)\b/;

/** Who approves, in words of the default policy. */
export const approvals: Localized = {
  en: 'The policy in force says who approves: by default nobody for reading, one operator for a restart, one other person for a deployment, two for what destroys data. The pull request names who is still missing.',
  fr: 'La politique en vigueur dit qui approuve : par défaut personne pour une lecture, un opérateur pour un redémarrage, une autre personne pour un déploiement, deux pour ce qui détruit des données. La pull request nomme qui manque encore.',
};

const names = (list: readonly string[]): Localized => listInWords(list.map(sameText), 'and');

function sayWhere(service: string, hosts: readonly string[]): Localized {
  if (hosts.length === 0)
    return {
      en: `No server of the inventory runs ${service}.`,
      fr: `Aucun serveur de l'inventaire ne fait tourner ${service}.`,
    };
  const where = names(hosts.slice(0, maxNames));
  return { en: `${service} runs on ${where.en}.`, fr: `${service} tourne sur ${where.fr}.` };
}

function sayAliases(service: string, aliases: readonly string[] = []): Localized {
  if (aliases.length === 0) return { en: `${service} has no aliases.`, fr: `${service} n'a pas d'alias.` };
  const said = names(aliases);
  return { en: `${service} is also called ${said.en}.`, fr: `${service} s'appelle aussi ${said.fr}.` };
}

function sayRunning(server: string, services: readonly string[]): Localized {
  if (services.length === 0)
    return { en: `The inventory has no service on ${server}.`, fr: `L'inventaire n'a aucun service sur ${server}.` };
  const said = names(services);
  return { en: `${server} runs ${said.en}.`, fr: `${server} fait tourner ${said.fr}.` };
}

function sayList(list: readonly string[], what: 'server' | 'service'): Localized {
  if (list.length === 0)
    return { en: `I know no ${what} like that.`, fr: `Je ne connais aucun ${words[what].fr} de ce genre.` };
  const shown = names(list.slice(0, maxNames));
  const more = list.length - maxNames;
  return {
    en: `${list.length} ${what}${list.length > 1 ? 's' : ''}: ${shown.en}${more > 0 ? `, and ${more} more` : ''}.`,
    fr: `${list.length} ${words[what].fr}${list.length > 1 ? 's' : ''} : ${shown.fr}${more > 0 ? `, et ${more} de plus` : ''}.`,
  };
}

const words = { server: { fr: 'serveur' }, service: { fr: 'service' } } as const;

const joined = (texts: readonly Localized[]): Localized => ({
  en: texts.map(({ en }) => en).join(' '),
  fr: texts.map(({ fr }) => fr).join(' '),
});
