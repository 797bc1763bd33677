import type { Localized } from '@chatops-commander/engine/actions/action';
import { hasRole } from '@chatops-commander/engine/approval/roles';
import { requestId } from '../../contract.js';
import { defineCommand } from '../command.js';
import { say } from '../say.js';
import { noChangeHere, pullAtHand, readHoldWords } from '../which-pull.js';

export const unhold = defineCommand({
  name: 'unhold',
  usage: 'unhold [--all]',
  spellings: ['unhold', 'hold cancel', 'hold off', 'release', 'relâche', 'relâcher', 'dégèle', 'dégeler'],
  meaning: {
    en: 'lift a hold; one over everything, who placed it or an admin',
    fr: "lever une mise en suspens ; celle de tout, par qui l'a posée ou un admin",
  },
  needs: 'operator',
  read: ({ rest }) => readHoldWords(rest),
  async answer({ all, run }, { situation, role }, deps) {
    const { request, input } = situation;
    const { language, login } = request;
    const { repository } = input;
    const pull = all ? null : await pullAtHand(run, situation, deps);
    if (pull === undefined) return say(language, noChangeHere);
    const standing = await deps.records.holds.standing(repository, pull ?? undefined);
    const meant = standing.filter((hold) => hold.pull === pull);
    const others = pull === null && meant.some((hold) => hold.by.toLowerCase() !== login.toLowerCase());
    if (others && !hasRole(role, 'admin')) return say(language, notYours);
    const lifted = await deps.records.holds.lift({ repository, pull, by: login });
    if (lifted.length === 0) return say(language, nothingHeld(standing.length > 0));
    await deps.records.audit.append({
      actor: login,
      kind: 'hold.lifted',
      subject: pull === null ? repository : `${repository}#${pull}`,
      data: { holds: lifted.map((hold) => hold.id) },
      key: `hold.lifted:${requestId(input)}`,
    });
    if (pull === null) await deps.nudgeWaitingChanges(repository);
    else await deps.nudgeChange({ repository, pull });
    return say(language, pull === null ? liftedAll : liftedOne);
  },
});

const liftedAll: Localized = {
  en: 'Lifted. What is approved and merged goes on by itself.',
  fr: 'Levé. Ce qui est approuvé et fusionné continue de soi-même.',
};
const liftedOne: Localized = {
  en: 'Lifted. What was never started starts now; after a rollback, `/ops retry` runs the same content again.',
  fr: "Levé. Ce qui n'avait pas démarré démarre ; après un retour arrière, `/ops retry` exécute à nouveau le même contenu.",
};
const notYours: Localized = {
  en: 'Somebody else stopped every change; they or an admin can lift it.',
  fr: "Quelqu'un d'autre a arrêté tous les changements ; cette personne ou un admin peut le lever.",
};
const nothingHeld = (everything: boolean): Localized =>
  everything
    ? {
        en: 'This change itself is not held; every change is: `/ops unhold --all`',
        fr: "Ce changement n'est pas en suspens lui-même ; tous le sont : `/ops unhold --all`",
      }
    : { en: 'Nothing is held there.', fr: "Rien n'y est en suspens." };
