import type { Localized } from '../actions/action.js';

/** Backups cannot be stored or read here, for a reason that a person has to mend: trying again is no use. */
export class BackupTrouble extends Error {
  private readonly french: string;

  constructor(said: Localized, options?: ErrorOptions) {
    super(said.en, options);
    this.french = said.fr;
  }

  describe(): Localized {
    return { en: this.message, fr: this.french };
  }
}

/** A secret that backups need cannot be read: the key to encrypt with, or the one to the bucket. */
export class BackupSecretUnreadable extends BackupTrouble {
  constructor(
    readonly reference: string,
    options: ErrorOptions,
  ) {
    const name = reference.replace(/^secret:/, '');
    // Why stays in the cause: it names folders of the worker, and this is read by others.
    super(
      {
        en: `The worker cannot read its secret ${name}, which backups need. Run \`chatops doctor\` there`,
        fr: `Le worker ne peut pas lire son secret ${name}, nécessaire aux sauvegardes. Lancez-y \`chatops doctor\``,
      },
      options,
    );
    this.name = 'BackupSecretUnreadable';
  }
}

/** The folder of backups takes no more: it is full, or belongs to somebody else. */
export class StoreUnwritable extends BackupTrouble {
  constructor(
    readonly folder: string,
    readonly code: string,
    options: ErrorOptions,
  ) {
    super(
      {
        en: `The folder of backups ${folder} cannot be written to (${code}). Make room there, or look who owns it`,
        fr: `Le dossier des sauvegardes ${folder} n'est pas inscriptible (${code}). Faites-y de la place, ou vérifiez à qui il appartient`,
      },
      options,
    );
    this.name = 'StoreUnwritable';
  }
}

/** The folder of backups is where files cannot be linked, so that nothing keeps one backup from overwriting another. */
export class StoreWithoutLinks extends BackupTrouble {
  constructor(
    readonly folder: string,
    readonly code: string,
    options: ErrorOptions,
  ) {
    super(
      {
        en: `The folder of backups ${folder} is on a file system without hard links (${code}), which backups need. Set CHATOPS_DATA_DIR to one that has them, such as ext4, XFS or NFS, or CHATOPS_BACKUPS to a bucket`,
        fr: `Le dossier des sauvegardes ${folder} est sur un système de fichiers sans liens physiques (${code}), nécessaires aux sauvegardes. Choisissez pour CHATOPS_DATA_DIR un système qui en a, comme ext4, XFS ou NFS, ou un bucket pour CHATOPS_BACKUPS`,
      },
      options,
    );
    this.name = 'StoreWithoutLinks';
  }
}
