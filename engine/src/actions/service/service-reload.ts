import { serviceChange } from './service-change.js';

export const serviceReload = serviceChange({
  verb: 'reload',
  risk: 'medium',
  summary: {
    en: 'Checks the configuration where it can, and makes a running service read it again',
    fr: "Vérifie la configuration quand c'est possible, et la fait relire par un service en marche",
  },
  undo: {
    en: 'Nothing to undo by itself: the service goes on with the files that lie there. Put those back, and reload again.',
    fr: 'Rien à annuler en soi : le service continue avec les fichiers présents. Remettez-les, puis rechargez.',
  },
  describe: (service) => ({
    en: `Reloads the configuration of ${service}`,
    fr: `Recharge la configuration de ${service}`,
  }),
  inverse: (service) => ({
    kind: 'nothing',
    because: {
      en: `a reload of ${service} changes nothing by itself; the files it read are undone by the steps that wrote them`,
      fr: `recharger ${service} ne change rien en soi ; les fichiers lus sont annulés par les étapes qui les ont écrits`,
    },
  }),
  say: (service, _after, milliseconds) => ({
    en: `${service}: reloaded in ${milliseconds} ms`,
    fr: `${service} : rechargé en ${milliseconds} ms`,
  }),
});
