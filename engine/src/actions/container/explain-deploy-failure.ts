import type { Localized } from '../action.js';

/** Why a deployment failed, and what runs now. */
export function explainDeployFailure(facts: {
  readonly name: string;
  readonly image: string;
  readonly problem: string;
  readonly lines: readonly string[];
  /** The one before is back, where the swap had begun. */
  readonly restored: boolean;
  readonly hadOne: boolean;
}): Localized {
  const { name, image, problem, restored, hadOne } = facts;
  const line = facts.lines.findLast((text) => text.trim() !== '')?.trim();
  const detail = line === undefined ? { en: '', fr: '' } : { en: `: ${line}`, fr: ` : ${line}` };
  const untouched = hadOne
    ? { en: `${name} was not touched`, fr: `${name} n'a pas été touché` }
    : { en: 'nothing was put in place', fr: "rien n'a été mis en place" };
  switch (problem) {
    case 'pull':
      return {
        en: `${image} could not be pulled, ${untouched.en}${detail.en}`,
        fr: `${image} n'a pas pu être récupérée, ${untouched.fr}${detail.fr}`,
      };
    case 'trial-start':
    case 'trial-health':
      return {
        en: `${image} did not get healthy beside, ${untouched.en}${detail.en}`,
        fr: `${image} n'est pas devenue saine à côté, ${untouched.fr}${detail.fr}`,
      };
    case 'no-secrets':
      return {
        en: `docker has no store for secrets outside a swarm; this needs podman. ${untouched.en}`,
        fr: `docker n'a pas de coffre de secrets hors d'un swarm ; il faut podman. ${untouched.fr}`,
      };
    case 'no-client':
      return {
        en: `the server has neither curl nor wget to ask the health URL; use health.exec. ${untouched.en}`,
        fr: `le serveur n'a ni curl ni wget pour interroger l'URL de santé ; utilisez health.exec. ${untouched.fr}`,
      };
    case 'start':
    case 'health':
    case 'rename': {
      const now = sayNow(name, restored, hadOne);
      return {
        en: `${image} did not get healthy in place; ${now.en}${detail.en}`,
        fr: `${image} n'est pas devenue saine une fois en place ; ${now.fr}${detail.fr}`,
      };
    }
    default:
      return {
        en: `${name} could not be deployed (${problem})${detail.en}`,
        fr: `${name} n'a pas pu être déployé (${problem})${detail.fr}`,
      };
  }
}

function sayNow(name: string, restored: boolean, hadOne: boolean): Localized {
  if (!hadOne) return { en: 'it was removed again', fr: 'elle a été retirée' };
  return restored
    ? { en: `the ${name} of before is back`, fr: `le ${name} d'avant est de retour` }
    : {
        en: `and the ${name} of before did not start again. Look at the server`,
        fr: `et le ${name} d'avant n'a pas redémarré. Regardez le serveur`,
      };
}
