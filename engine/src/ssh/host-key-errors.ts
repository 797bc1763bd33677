import type { Localized } from '../actions/action.js';
import type { HostKey } from './host-key.js';
import { type Reached, SshError } from './ssh-error.js';

/** The inventory pins no host key; `found` is what the server shows, for a person to compare. */
export class HostKeyNotPinned extends SshError {
  override readonly name = 'HostKeyNotPinned';
  readonly retryable = false;
  constructor(
    server: Reached,
    readonly found: HostKey,
  ) {
    super(
      server,
      `${server.name} (${server.host}) has no pinned host key. It shows ${found.fingerprint}; compare it on the server (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub), then add to its inventory entry: hostKey: "${found.line}"`,
    );
  }
  describe(): Localized {
    return {
      en: `\`${this.server}\` has no pinned host key, so I did not connect. It shows \`${this.found.fingerprint}\`. Compare it on the server itself, then add this to its inventory entry: \`hostKey: "${this.found.line}"\``,
      fr: `\`${this.server}\` n'a pas de clé d'hôte épinglée : je ne me suis pas connecté. Il présente \`${this.found.fingerprint}\`. Comparez-la sur le serveur même, puis ajoutez à son entrée d'inventaire : \`hostKey: "${this.found.line}"\``,
    };
  }
}

/** The server shows another key than the pinned one: reinstalled, or somebody in between. */
export class HostKeyChanged extends SshError {
  override readonly name = 'HostKeyChanged';
  readonly retryable = false;
  constructor(
    server: Reached,
    readonly pinned: HostKey,
    readonly found: HostKey,
  ) {
    super(
      server,
      `The host key of ${server.name} (${server.host}) changed: pinned ${pinned.fingerprint}, found ${found.fingerprint}. If the server was reinstalled, check this on its console and pin the new key by a pull request; if not, somebody may be in between.`,
    );
  }
  describe(): Localized {
    return {
      en: `The host key of \`${this.server}\` changed, so I stopped. Pinned: \`${this.pinned.fingerprint}\`; found: \`${this.found.fingerprint}\`. If the server was reinstalled, check the new key on its console and pin it by a pull request. If it was not, somebody may be in between.`,
      fr: `La clé d'hôte de \`${this.server}\` a changé : je me suis arrêté. Épinglée : \`${this.pinned.fingerprint}\` ; trouvée : \`${this.found.fingerprint}\`. Si le serveur a été réinstallé, vérifiez la nouvelle clé sur sa console et épinglez-la par une pull request. Sinon, quelqu'un s'est peut-être interposé.`,
    };
  }
}
