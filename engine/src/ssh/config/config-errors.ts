import type { Localized } from '../../actions/action.js';
import { type Reached, SshError } from '../ssh-error.js';

type Problem =
  | { readonly kind: 'no-file'; readonly path: string }
  | { readonly kind: 'unsupported'; readonly path: string; readonly line: number; readonly keyword: string }
  | { readonly kind: 'no-identity'; readonly path: string; readonly alias: string }
  | { readonly kind: 'identity-unreadable'; readonly path: string }
  | { readonly kind: 'jump-not-known'; readonly alias: string }
  | { readonly kind: 'jump-loop'; readonly alias: string };

/** The inventory says `key: ssh-config`, and the worker's ~/.ssh/config does not say how to reach the server, or says it in a way that is not supported. */
export class SshConfigUnusable extends SshError {
  override readonly name = 'SshConfigUnusable';
  readonly retryable = false;
  constructor(
    server: Reached,
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super(server, `${server.name} is reached by way of ~/.ssh/config of the worker: ${say(problem).en}`, options);
  }
  describe(): Localized {
    const { en, fr } = say(this.problem);
    return {
      en: `\`${this.server}\` is reached by way of the worker's \`~/.ssh/config\`: ${en}`,
      fr: `\`${this.server}\` est joint par le \`~/.ssh/config\` du worker : ${fr}`,
    };
  }
}

function say(problem: Problem): Localized {
  switch (problem.kind) {
    case 'no-file':
      return {
        en: `there is no ${problem.path}. Write it, or give the server a key: secret:NAME.`,
        fr: `${problem.path} n'existe pas. Écrivez-le, ou donnez au serveur une key: secret:NOM.`,
      };
    case 'unsupported':
      return {
        en: `line ${problem.line} of ${problem.path} is not supported: ${problem.keyword}. Host, HostName, User, Port, IdentityFile and ProxyJump are; or put host, port, key and jump into the inventory.`,
        fr: `la ligne ${problem.line} de ${problem.path} n'est pas prise en charge : ${problem.keyword}. Le sont : Host, HostName, User, Port, IdentityFile et ProxyJump ; ou mettez host, port, key et jump dans l'inventaire.`,
      };
    case 'no-identity':
      return {
        en: `${problem.path} names no IdentityFile for ${problem.alias}. Add one, or give the server a key: secret:NAME or agent.`,
        fr: `${problem.path} ne nomme pas d'IdentityFile pour ${problem.alias}. Ajoutez-en un, ou donnez au serveur une key: secret:NOM ou agent.`,
      };
    case 'identity-unreadable':
      return {
        en: `its IdentityFile ${problem.path} is no private key that can be read without a passphrase.`,
        fr: `son IdentityFile ${problem.path} n'est pas une clé privée lisible sans phrase de passe.`,
      };
    case 'jump-not-known':
      return {
        en: `the host key of its ProxyJump ${problem.alias} is not in ~/.ssh/known_hosts. Connect once by ssh and compare it, or put the jump host into the inventory.`,
        fr: `la clé d'hôte de son ProxyJump ${problem.alias} n'est pas dans ~/.ssh/known_hosts. Connectez-vous une fois par ssh et comparez-la, ou mettez l'hôte de rebond dans l'inventaire.`,
      };
    case 'jump-loop':
      return {
        en: `its ProxyJump leads in a circle, by ${problem.alias}.`,
        fr: `son ProxyJump tourne en rond, par ${problem.alias}.`,
      };
    default:
      return problem satisfies never;
  }
}
