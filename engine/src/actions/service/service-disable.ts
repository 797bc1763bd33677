import { serviceBoot } from './service-boot.js';

export const serviceDisable = serviceBoot({
  verb: 'disable',
  risk: 'high',
  summary: {
    en: 'Keeps a service from starting when the server boots; does not stop it now',
    fr: "Empêche un service de démarrer avec le serveur ; ne l'arrête pas maintenant",
  },
  undo: { en: 'Enables it again, if it was enabled.', fr: "Le réactive, s'il était activé." },
  describe: (service) => ({ en: `Disables ${service} at boot`, fr: `Désactive ${service} au démarrage du serveur` }),
  alreadySo: (service) => ({
    en: `${service} is already disabled at boot`,
    fr: `${service} est déjà désactivé au démarrage`,
  }),
  done: (service) => ({ en: `${service}: disabled at boot`, fr: `${service} : désactivé au démarrage` }),
  inverse: (service) => ({
    kind: 'step',
    uses: 'service.enable',
    with: { service },
    describe: { en: `Enables ${service} at boot, as before`, fr: `Active ${service} au démarrage, comme avant` },
  }),
});
