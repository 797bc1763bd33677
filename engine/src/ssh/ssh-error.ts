import type { Localized } from '../actions/action.js';
import type { ServerAddress } from './remote-execution.js';

export type Reached = Pick<ServerAddress, 'name' | 'host' | 'port'>;

/** Whatever kept us from working on a server. `retryable`: the same call may well succeed a moment later. */
export abstract class SshError extends Error {
  readonly server: string;
  readonly host: string;
  readonly port: number;
  abstract readonly retryable: boolean;

  constructor(server: Reached, message: string, options?: ErrorOptions) {
    super(message, options);
    this.server = server.name;
    this.host = server.host;
    this.port = server.port;
  }

  /** The problem and the way out, for a comment. */
  abstract describe(): Localized;
}
