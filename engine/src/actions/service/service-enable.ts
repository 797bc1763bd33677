import { serviceBoot } from './service-boot.js';

export const serviceEnable = serviceBoot({
  verb: 'enable',
  risk: 'medium',
  summary: {
    en: 'Makes the server start a service when it boots; does not start it now',
    fr: 'Fait démarrer un service avec le serveur ; ne le démarre pas maintenant',
  },
  undo: { en: 'Disables it again, if it was disabled.', fr: "Le désactive de nouveau, s'il était désactivé." },
  describe: (service) => ({ en: `Enables ${service} at boot`, fr: `Active ${service} au démarrage du serveur` }),
  alreadySo: (service) => ({
    en: `${service} is already enabled at boot`,
    fr: `${service} est déjà activé au démarrage`,
  }),
  done: (service) => ({ en: `${service}: enabled at boot`, fr: `${service} : activé au démarrage` }),
  inverse: (service) => ({
    kind: 'step',
    uses: 'service.disable',
    with: { service },
    describe: { en: `Disables ${service} at boot, as before`, fr: `Désactive ${service} au démarrage, comme avant` },
  }),
});
