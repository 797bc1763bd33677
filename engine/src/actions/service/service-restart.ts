import { serviceChange } from './service-change.js';

export const serviceRestart = serviceChange({
  verb: 'restart',
  risk: 'medium',
  summary: {
    en: 'Checks the configuration where it can, restarts a service, waits until it runs',
    fr: "Vérifie la configuration quand c'est possible, redémarre un service, attend qu'il tourne",
  },
  undo: {
    en: 'Nothing to undo when it ran before: restarting again is all there is. When it was stopped, it is stopped again.',
    fr: "Rien à annuler s'il tournait avant : on ne peut que le redémarrer encore. S'il était arrêté, il est arrêté de nouveau.",
  },
  describe: (service) => ({ en: `Restarts ${service}`, fr: `Redémarre ${service}` }),
  inverse: (service, before) =>
    before.running === true
      ? {
          kind: 'nothing',
          because: {
            en: `${service} ran before; restarting it again is all there is`,
            fr: `${service} tournait avant ; on ne peut que le redémarrer encore`,
          },
        }
      : {
          kind: 'step',
          uses: 'service.stop',
          with: { service },
          describe: { en: `Stops ${service}, as it was`, fr: `Arrête ${service}, comme avant` },
        },
  say: (service, after, milliseconds) => {
    const pid = after.pid === undefined ? '' : ` (pid ${after.pid})`;
    return {
      en: `${service}: restarted in ${milliseconds} ms, active${pid}`,
      fr: `${service} : redémarré en ${milliseconds} ms, actif${pid}`,
    };
  },
});
