import type { Localized, Outputs } from '../action.js';
import { flagInput, optionalText, textListInput } from '../input-fields.js';
import type { Report } from '../report-lines.js';
import { sayDuration } from '../say-figures.js';
import { deployPlan } from './deploy-plan.js';

/** Given to a container to end in order before it is killed; docker's own default. */
const STOP_SECONDS = 10;

/**
 * How long nobody answers on a server while one container takes another's place: a port can be held by one at a time.
 * What is said before anybody approves it; empty where both can run until the new one is healthy.
 */
export function foreseenGap(input: Outputs): Localized {
  const holdsPorts = textListInput(input, 'ports').length > 0 || optionalText(input, 'network') === 'host';
  const twice = input.beside === undefined || flagInput(input, 'beside');
  if (twice && !holdsPorts) return { en: '', fr: '' };
  const most = sayDuration(STOP_SECONDS + deployPlan(input).withinSeconds);
  return {
    en: `; on each server nothing answers from the end of the old one until the new one is healthy, some seconds as a rule, ${most.en} at most: ${twice ? 'only one can hold its ports' : 'it cannot run twice'}`,
    fr: ` ; sur chaque serveur rien ne répond entre la fin de l'ancien et la bonne santé du nouveau, quelques secondes en général, ${most.fr} au plus : ${twice ? 'un seul peut tenir ses ports' : 'il ne peut pas tourner en double'}`,
  };
}

/** Milliseconds between the end of the one before and the health of the new one, to 10 ms; undefined: both ran. */
export function gapOf(report: Report): number | undefined {
  const [from, until] = [report.number('gap_from'), report.number('gap_until')];
  return from === undefined || until === undefined ? undefined : Math.round((until - from) * 1000);
}

export function sayDeployed(of: {
  readonly name: string;
  readonly image: string;
  readonly gap: number | undefined;
}): Localized {
  const { name, image, gap } = of;
  const seconds = gap === undefined ? undefined : (gap / 1000).toFixed(1);
  return {
    en: `${name}: ${image} is in place and healthy${seconds === undefined ? '' : `, ${seconds} s after the one before ended`}`,
    fr: `${name} : ${image} est en place et en bonne santé${seconds === undefined ? '' : `, ${seconds.replace('.', ',')} s après la fin du précédent`}`,
  };
}
