import type { Json, Localized, Outputs, Undo } from '../action.js';
import { planOf } from './package-state.js';

/** What came new goes, what was replaced comes back, as long as the old version is to be had. */
export function undoOfPackages(before: Outputs): Undo {
  const plan = planOf(before);
  const available = new Set(Array.isArray(before.available) ? before.available : []);
  const remove = plan.filter(({ from }) => from === null).map(({ name }) => name);
  const install = plan.flatMap(({ name, from }) => (from === null ? [] : [`${name}=${from}`]));
  const gone = install.filter((one) => !available.has(one));
  if (plan.length === 0) {
    return {
      kind: 'impossible',
      because: {
        en: 'what the change would touch was not known before it began',
        fr: 'on ne savait pas, avant le changement, ce qu’il toucherait',
      },
    };
  }
  if (gone.length > 0) {
    const names = gone.slice(0, 5).join(', ');
    return {
      kind: 'impossible',
      because: {
        en: `the version before is no longer to be had: ${names}`,
        fr: `la version d'avant n'est plus disponible : ${names}`,
      },
    };
  }
  return {
    kind: 'step',
    uses: 'package.revert',
    with: { install, remove },
    describe: {
      en: `Takes back ${plan.length} package${plan.length === 1 ? '' : 's'} to the version before`,
      fr: `Ramène ${plan.length} paquet${plan.length === 1 ? '' : 's'} à la version d'avant`,
    },
  };
}

/** "nginx 1.22 → 1.24, libx new", the first few of them. */
export function sayChanges(
  changes: readonly { readonly name: string; readonly from: Json; readonly to: string }[],
  reboot: boolean,
): Localized {
  const after = {
    en: reboot ? '; a reboot is pending' : '',
    fr: reboot ? ' ; un redémarrage est en attente' : '',
  };
  if (changes.length === 0) return { en: `nothing changed${after.en}`, fr: `rien n'a changé${after.fr}` };
  const more = changes.length > 5 ? ', …' : '';
  const said = (fresh: string) =>
    changes
      .slice(0, 5)
      .map(({ name, from, to }) => (from === null ? `${name} ${to} (${fresh})` : `${name} ${String(from)} → ${to}`))
      .join(', ');
  return { en: `${said('new')}${more}${after.en}`, fr: `${said('nouveau')}${more}${after.fr}` };
}
