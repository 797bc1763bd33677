import { serviceChange } from './service-change.js';

export const serviceStart = serviceChange({
  verb: 'start',
  risk: 'medium',
  summary: { en: 'Starts a service that is stopped', fr: 'Démarre un service arrêté' },
  undo: { en: 'Stops it again.', fr: "L'arrête de nouveau." },
  describe: (service) => ({ en: `Starts ${service}`, fr: `Démarre ${service}` }),
  alreadySo: (service, before) =>
    before.state === 'active' ? { en: `${service} is already running`, fr: `${service} est déjà démarré` } : undefined,
  inverse: (service, before) =>
    before.running === true
      ? {
          kind: 'nothing',
          because: { en: `${service} was running before`, fr: `${service} était déjà démarré` },
        }
      : {
          kind: 'step',
          uses: 'service.stop',
          with: { service },
          describe: { en: `Stops ${service} again`, fr: `Arrête de nouveau ${service}` },
        },
  say: (service, _after, milliseconds) => ({
    en: `${service}: started in ${milliseconds} ms`,
    fr: `${service} : démarré en ${milliseconds} ms`,
  }),
});
