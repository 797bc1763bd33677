import type { Localized } from '../actions/action.js';
import { type Reached, SshError } from './ssh-error.js';

/** The server does not accept our key for that user. */
export class KeyRefused extends SshError {
  override readonly name = 'KeyRefused';
  readonly retryable = false;
  constructor(
    server: Reached,
    readonly user: string,
    readonly key: string,
    options?: ErrorOptions,
  ) {
    super(
      server,
      `${server.name} (${server.host}) refused the key ${key} for the user ${user}; add its public half to ~${user}/.ssh/authorized_keys there, or correct user and key in the inventory.`,
      options,
    );
  }
  describe(): Localized {
    return {
      en: `\`${this.server}\` refused the key \`${this.key}\` for the user \`${this.user}\`. Add its public half to \`~${this.user}/.ssh/authorized_keys\` there, or correct \`user\` and \`key\` in the inventory.`,
      fr: `\`${this.server}\` a refusé la clé \`${this.key}\` pour l'utilisateur \`${this.user}\`. Ajoutez sa partie publique à \`~${this.user}/.ssh/authorized_keys\` sur le serveur, ou corrigez \`user\` et \`key\` dans l'inventaire.`,
    };
  }
}

/** The private key that the inventory refers to is not there, or is no usable private key. */
export class SecretMissing extends SshError {
  override readonly name = 'SecretMissing';
  readonly retryable = false;
  constructor(
    server: Reached,
    readonly key: string,
    readonly problem: 'absent' | 'unreadable',
    options?: ErrorOptions,
  ) {
    super(
      server,
      problem === 'absent'
        ? `The private key ${key} of ${server.name} was not found; store it under that name where the worker reads its secrets.`
        : `The secret ${key} of ${server.name} is no private key that can be read; store an OpenSSH private key without a passphrase under that name.`,
      options,
    );
  }
  describe(): Localized {
    return this.problem === 'absent'
      ? {
          en: `I have no private key \`${this.key}\` for \`${this.server}\`. Store it under that name where the worker reads its secrets.`,
          fr: `Je n'ai pas la clé privée \`${this.key}\` pour \`${this.server}\`. Enregistrez-la sous ce nom parmi les secrets du worker.`,
        }
      : {
          en: `The secret \`${this.key}\` for \`${this.server}\` is not a private key that I can read. Store an OpenSSH private key without a passphrase under that name.`,
          fr: `Le secret \`${this.key}\` pour \`${this.server}\` n'est pas une clé privée lisible. Enregistrez sous ce nom une clé privée OpenSSH sans phrase de passe.`,
        };
  }
}

/** The inventory says `key: agent`, and the worker has no ssh-agent to ask. */
export class AgentMissing extends SshError {
  override readonly name = 'AgentMissing';
  readonly retryable = false;
  constructor(server: Reached, options?: ErrorOptions) {
    super(
      server,
      `${server.name} is logged in to with the keys of an ssh-agent, and this worker reaches none; set SSH_AUTH_SOCK to its socket, or give the server a key: secret:NAME.`,
      options,
    );
  }
  describe(): Localized {
    return {
      en: `\`${this.server}\` is logged in to with the keys of an ssh-agent, and I reach none. Set \`SSH_AUTH_SOCK\` of the worker to its socket, or give the server a \`key: secret:NAME\`.`,
      fr: `La connexion à \`${this.server}\` se fait avec les clés d'un ssh-agent, et je n'en trouve pas. Donnez sa socket au worker par \`SSH_AUTH_SOCK\`, ou une \`key: secret:NOM\` au serveur.`,
    };
  }
}

/** The step wants root and the login user may not become it. */
export class SudoMissing extends SshError {
  override readonly name = 'SudoMissing';
  readonly retryable = false;
  constructor(
    server: Reached,
    readonly user: string,
    /** What sudo printed; empty when the inventory already says `sudo: none`. */
    readonly said: string,
  ) {
    super(
      server,
      `${user} may not become root on ${server.name}${said === '' ? ' (the inventory says sudo: none)' : `: ${said}`}. Add with visudo: ${sudoersLine(user)} and set sudo: nopasswd in the inventory.`,
    );
  }
  describe(): Localized {
    const line = sudoersLine(this.user);
    const said = this.said === '' ? '' : ` (\`${this.said.replaceAll('`', "'")}\`)`;
    return {
      en: `This step needs root, and \`${this.user}\` may not become root on \`${this.server}\`${said}. Add \`${line}\` with \`visudo\` there, and \`sudo: nopasswd\` to its inventory entry.`,
      fr: `Cette étape demande les droits root, et \`${this.user}\` ne peut pas les obtenir sur \`${this.server}\`${said}. Ajoutez-y \`${line}\` avec \`visudo\`, et \`sudo: nopasswd\` à son entrée d'inventaire.`,
    };
  }
}

const sudoersLine = (user: string): string => `${user} ALL=(root) NOPASSWD: ALL`;
