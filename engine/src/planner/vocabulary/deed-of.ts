import type { Localized } from '../../actions/action.js';

/** Completes "I can't …" and "Je ne sais pas …" where the catalog has nothing for a verb. */
export const deedOf: Readonly<Record<string, Localized>> = {
  reboot: { en: 'reboot servers here', fr: 'redémarrer les machines elles-mêmes' },
  poweroff: {
    en: 'power servers off; I can reboot one, or stop a service on it',
    fr: 'éteindre les machines ; je sais en redémarrer une, ou y arrêter un service',
  },
  kill: { en: 'kill processes', fr: 'tuer un processus' },
  reload: { en: 'reload a configuration here', fr: 'recharger une configuration' },
  enable: { en: 'enable services at boot here', fr: 'activer un service au démarrage' },
  disable: { en: 'disable services at boot here', fr: 'désactiver un service au démarrage' },
  delete: { en: 'delete that', fr: 'supprimer cela' },
  clean: { en: 'clean that up', fr: 'faire ce ménage' },
  deploy: { en: 'deploy that', fr: 'déployer cela' },
  rollback: { en: 'go back to an earlier version of that', fr: 'revenir à une version précédente de cela' },
  install: { en: 'install packages here', fr: 'installer des paquets' },
  upgrade: { en: 'upgrade that', fr: 'mettre cela à jour' },
  uninstall: { en: 'uninstall packages', fr: 'désinstaller des paquets' },
  backup: { en: 'back that up', fr: 'sauvegarder cela' },
  restore: { en: 'restore that', fr: 'restaurer cela' },
  write: { en: 'write that', fr: 'écrire cela' },
  add: { en: 'add that', fr: 'ajouter cela' },
};
