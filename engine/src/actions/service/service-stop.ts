import { serviceChange } from './service-change.js';

export const serviceStop = serviceChange({
  verb: 'stop',
  risk: 'high',
  summary: { en: 'Stops a service', fr: 'Arrête un service' },
  undo: { en: 'Starts it again.', fr: 'Le redémarre.' },
  describe: (service) => ({ en: `Stops ${service}`, fr: `Arrête ${service}` }),
  alreadySo: (service, before) =>
    before.state === 'inactive' || before.state === 'failed'
      ? { en: `${service} is already stopped`, fr: `${service} est déjà arrêté` }
      : undefined,
  inverse: (service, before) =>
    before.running === true
      ? {
          kind: 'step',
          uses: 'service.start',
          with: { service },
          describe: { en: `Starts ${service} again`, fr: `Redémarre ${service}` },
        }
      : {
          kind: 'nothing',
          because: { en: `${service} was not running before`, fr: `${service} n'était pas démarré avant` },
        },
  say: (service, _after, milliseconds) => ({
    en: `${service}: stopped in ${milliseconds} ms`,
    fr: `${service} : arrêté en ${milliseconds} ms`,
  }),
});
