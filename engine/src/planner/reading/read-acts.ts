import type { Word } from '../words/word.js';
import type { Asked } from './reading.js';
import { wellKnownNames } from '../vocabulary/well-known-names.js';

/** Verbs and topics with how they stand; a common word that names a service is a topic that was not asked for. */
export function readActs(words: readonly Word[], implied: readonly Asked[]): Asked[] {
  const acts = words.flatMap(({ meaning, noun, stance = 'asked' }): Asked[] => {
    if (meaning.kind === 'act') {
      const { concept, part, weak = false, deed } = meaning;
      return [{ concept, part: noun === true ? 'noun' : part, weak, stance, ...(deed === undefined ? {} : { deed }) }];
    }
    const topic = meaning.kind === 'service' ? meaning.topic : undefined;
    return topic === undefined ? [] : [{ concept: topic, part: 'topic', weak: false, stance: 'asked', implied: true }];
  });
  const installed = words.some(
    ({ meaning }) => meaning.kind === 'act' && meaning.concept === 'install' && meaning.described,
  );
  const named = words.some(({ meaning }) => meaning.kind === 'named' && meaning.role === 'package');
  // "is curl installed?" is about the package.
  const about: Asked[] =
    installed && named ? [{ concept: 'package', part: 'topic', weak: false, stance: 'asked' }] : [];
  const said = [...implied, ...about, ...acts.filter((act) => !isOnlyPeople(act, words)), ...shownErrors(words)];
  return settleLargest(
    settleDiscard(settleVersion(settleReboot(settleRevive(settleLaunch(said, words), words), words), words), words),
  );
}

/** "the users complain", "so that users can test": people, and no accounts, unless they are to be listed or have names. */
function isOnlyPeople({ concept, part }: Asked, words: readonly Word[]): boolean {
  if (concept !== 'account' || part !== 'topic') return false;
  const shown = words.some(({ meaning }) => meaning.kind === 'act' && meaning.concept === 'show');
  const named = words.some(({ meaning }) => meaning.kind === 'named' && meaning.role === 'account');
  const alone = words.every(
    (word) =>
      word.meaning.kind !== 'symptom' &&
      (word.meaning.kind !== 'act' || word.meaning.weak === true || word.meaning.concept === 'account'),
  );
  return !alone && !shown && !named && words.every(({ folded }) => !/^(?:accounts?|comptes?|logins)$/.test(folded));
}

/** "montre les dernières erreurs": errors that are to be shown are lines of a log. */
function shownErrors(words: readonly Word[]): Asked[] {
  const shown = words.some(
    ({ meaning, folded, stance }) =>
      stance !== 'told' &&
      meaning.kind === 'act' &&
      meaning.concept === 'show' &&
      !/^(?:see|voir|know|savoir)$/.test(folded),
  );
  const errors = words.some(({ folded }) => /^(?:errors?|erreurs?|exceptions?)$/.test(folded));
  return shown && errors ? [{ concept: 'logs', part: 'topic', weak: false, stance: 'asked' }] : [];
}

/** "lance nginx" starts it; "lance une sauvegarde" only says that the other thing is wanted. */
function settleLaunch(acts: readonly Asked[], words: readonly Word[]): Asked[] {
  const strong = acts.some(({ weak, implied, part }) => !weak && implied !== true && part !== 'topic');
  const at = words.findIndex(({ meaning }) => meaning.kind === 'act' && meaning.concept === 'launch');
  const code = words.some(({ meaning }) => meaning.kind === 'literal' && meaning.literal === 'code');
  const service = words.some(({ meaning }) => meaning.kind === 'service');
  return acts.map((act) => {
    if (act.concept !== 'launch' || strong || at < 0) return act;
    if (code) return { ...act, concept: 'run', weak: false };
    const topical = acts.some(({ part, implied }) => part === 'topic' && implied !== true);
    const starts = service && !topical && /^(?:lanc|launch)/.test(words[at]?.folded ?? '');
    return starts ? { ...act, concept: 'start', weak: false } : act;
  });
}

/** "remets le site en route", "bring the site back up": the verb and the state that it leads to are one request. */
function settleRevive(acts: readonly Asked[], words: readonly Word[]): Asked[] {
  const verb = acts.find(({ concept }) => concept === 'revive');
  // "yeet it and bring it back"
  const back = words.some(({ folded }) => folded === 'back') && words.some(({ meaning }) => meaning.kind === 'service');
  const state = back || acts.some(({ concept }) => concept === 'status' || concept === 'backup');
  if (verb === undefined || !state) return [...acts];
  const rest = acts.filter(({ concept }) => concept !== 'revive' && concept !== 'status' && concept !== 'backup');
  return [...rest, { ...verb, concept: 'restart', weak: false }];
}

/** "passe l'api en 3.2.0": software of the trade comes as a package, the team's own is deployed. */
function settleVersion(acts: readonly Asked[], words: readonly Word[]): Asked[] {
  const strong = acts.some(({ weak, part, stance }) => !weak && part !== 'topic' && stance === 'asked');
  const imaged = words.some(({ meaning }) => meaning.kind === 'literal' && meaning.literal === 'image');
  const versioned = imaged || words.some(({ meaning }) => meaning.kind === 'literal' && meaning.literal === 'version');
  const upToDate = words.some(({ folded }) => folded === 'a jour' || folded === 'up to date');
  if (!strong && upToDate)
    return acts.map((act) => (act.concept === 'put' ? { ...act, concept: 'upgrade', weak: false } : act));
  const newest =
    words.some(({ meaning }) => meaning.kind === 'service') &&
    words.some(
      (word, at) =>
        word.meaning.kind === 'act' && word.meaning.concept === 'version' && newer.test(words[at - 1]?.folded ?? ''),
    );
  if (strong || !(versioned || newest)) return [...acts];
  const packaged =
    !imaged && words.some(({ meaning }) => meaning.kind === 'service' && meaning.services.some(isPackaged));
  return acts.map((act) =>
    act.concept === 'put' ? { ...act, concept: packaged && versioned ? 'upgrade' : 'deploy', weak: false } : act,
  );
}

/** "mets la dernière version du site": which one that is, is asked. */
const newer = /^(?:(?:la |the )?(?:derniere|nouvelle|latest|newest|new|last))$/;

const isPackaged = (service: string): boolean => wellKnownNames.some((names) => names.includes(service));

/** "quels fichiers occupent le plus, top 15": the first of the largest, and no processes. */
function settleLargest(acts: readonly Asked[]): Asked[] {
  if (!acts.some(({ concept }) => concept === 'largest')) return [...acts];
  return acts.filter(({ concept }) => concept !== 'file' && concept !== 'folder' && concept !== 'process');
}

/** "reboot nginx" is said of services too, where no machine is named: a machine is rebooted only when it is meant. */
function settleReboot(acts: readonly Asked[], words: readonly Word[]): Asked[] {
  // "troisième collecteur : reboot": what is counted are machines.
  const counted = words.some(
    ({ meaning }, at) => meaning.kind === 'service' && words[at - 1]?.meaning.kind === 'ordinal',
  );
  const ofService =
    !counted &&
    words.some(({ meaning }) => meaning.kind === 'service') &&
    !words.some(({ meaning }) => meaning.kind === 'machines');
  const plain = words.some(({ meaning, folded }) => meaning.kind === 'act' && /^reboot/.test(folded));
  if (!ofService || !plain) return [...acts];
  return acts.map((act) => {
    if (act.concept !== 'reboot') return act;
    const { deed: _deed, ...rest } = act;
    return { ...rest, concept: 'restart' };
  });
}

/** "nuke nginx and bring it back up": what is thrown away there is no file, and the other verb says what is meant. */
function settleDiscard(acts: readonly Asked[], words: readonly Word[]): Asked[] {
  const meant = acts.some(({ concept, stance }) => stance === 'asked' && /^(?:restart|stop)$/.test(concept));
  const thing = words.some(
    ({ meaning }) => (meaning.kind === 'literal' && meaning.literal === 'path') || meaning.kind === 'named',
  );
  const topical = acts.some(
    ({ part, implied, concept }) => part === 'topic' && implied !== true && !/^(?:process|status)$/.test(concept),
  );
  const service = words.some(({ meaning }) => meaning.kind === 'service');
  const slang = words.some(({ folded }) =>
    /^(?:nuke|yeet|zap|degage|vire|kill|tue|butte|flingue|dezingue)/.test(folded),
  );
  if (!slang || !meant || thing || topical || !service) return [...acts];
  return acts.filter(({ concept }) => concept !== 'delete' && concept !== 'kill');
}
