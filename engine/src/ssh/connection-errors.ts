import type { Localized } from '../actions/action.js';
import { type Reached, SshError } from './ssh-error.js';

export type Unreachable = 'refused' | 'timeout' | 'name' | 'route' | 'closed';

/** No SSH server answered. */
export class ServerUnreachable extends SshError {
  override readonly name = 'ServerUnreachable';
  readonly retryable: boolean;
  constructor(
    server: Reached,
    readonly reason: Unreachable,
    options?: ErrorOptions,
  ) {
    super(
      server,
      `${server.name} (${server.host}:${server.port}) cannot be reached: ${unreachable[reason].en}`,
      options,
    );
    this.retryable = reason !== 'name';
  }
  describe(): Localized {
    const where = `\`${this.server}\` (\`${this.host}:${this.port}\`)`;
    return {
      en: `${where} cannot be reached: ${unreachable[this.reason].en}`,
      fr: `${where} est injoignable : ${unreachable[this.reason].fr}`,
    };
  }
}

const unreachable: Readonly<Record<Unreachable, Localized>> = {
  refused: {
    en: 'the connection was refused. Check that sshd runs there and that the port in the inventory is right.',
    fr: "la connexion a été refusée. Vérifiez que sshd y tourne et que le port de l'inventaire est le bon.",
  },
  timeout: {
    en: 'nobody answered in time. Check that the machine is up and that no firewall drops the connection.',
    fr: "personne n'a répondu à temps. Vérifiez que la machine est allumée et qu'aucun pare-feu ne bloque la connexion.",
  },
  name: {
    en: 'its name is unknown. Correct `host` in the inventory, or the DNS of the worker.',
    fr: "son nom est inconnu. Corrigez `host` dans l'inventaire, ou le DNS du worker.",
  },
  route: {
    en: 'there is no route to it. Check the network of the worker, or add a `jump` host.',
    fr: "aucune route n'y mène. Vérifiez le réseau du worker, ou ajoutez un hôte de rebond (`jump`).",
  },
  closed: {
    en: 'it closed the connection before the login. Check that an SSH server listens on that port and its MaxStartups.',
    fr: "il a fermé la connexion avant l'ouverture de session. Vérifiez qu'un serveur SSH écoute sur ce port, et son MaxStartups.",
  },
};

/** A connection that worked broke. What it was doing on the server may still go on there. */
export class ConnectionLost extends SshError {
  override readonly name = 'ConnectionLost';
  readonly retryable = true;
  constructor(server: Reached, options?: ErrorOptions) {
    super(
      server,
      `The connection to ${server.name} (${server.host}) was lost; asking again attaches to what runs there. If it happens often, look at the network and at sshd's log.`,
      options,
    );
  }
  describe(): Localized {
    return {
      en: `I lost the connection to \`${this.server}\`. What was running there may still run; asking again attaches to it.`,
      fr: `J'ai perdu la connexion à \`${this.server}\`. Ce qui y tournait tourne peut-être encore ; redemander s'y rattache.`,
    };
  }
}
