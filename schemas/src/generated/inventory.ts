// Generated from schemas/json/inventory.schema.json by `npm run generate`. Change the schema, not this file.

/**
 * Lower-case letters, digits, dots and dashes; at most 63.
 */
export type Name = string;
/**
 * @minItems 1
 * @maxItems 50
 */
export type Argv = string[];

/**
 * The servers and services that runbooks may name.
 */
export interface Inventory {
  apiVersion: 'chatops-commander/v1';
  kind: 'Inventory';
  servers: {
    [k: string]: Server;
  };
  services?: {
    [k: string]: Service;
  };
  /**
   * Image registries that the worker may ask as it asks servers: host, or host:port.
   */
  registries?: {
    [k: string]: Registry;
  };
}
export interface Server {
  /**
   * A host name or an address, without user and port.
   */
  host: string;
  port?: number;
  user: string;
  /**
   * Reference to the private key: secret:NAME; agent for the keys of the worker's ssh-agent; ssh-config for what the worker's ~/.ssh/config says of host.
   */
  key: string;
  /**
   * The server's public host key: type and base64. Without it every connection is refused.
   */
  hostKey?: string;
  environment: string;
  tags?: Tags;
  /**
   * Lower-case letters, digits, dots and dashes; at most 63.
   */
  jump?: string;
  /**
   * @maxItems 20
   */
  owners?: string[];
  /**
   * How to become root: nopasswd (sudo -n), root (the user is root), none.
   */
  sudo?: 'nopasswd' | 'root' | 'none';
}
export interface Tags {
  [k: string]: string;
}
export interface Service {
  on: {
    /**
     * @minItems 1
     */
    servers?: Name[];
    tags?: Tags;
  };
  manager:
    | ('systemd' | 'service')
    | {
        start: Argv;
        stop: Argv;
        restart?: Argv;
        reload?: Argv;
        status: Argv;
        validate?: Argv;
        /**
         * Run these as root; false: as the login user.
         */
        sudo?: boolean;
      };
  /**
   * Letters, digits and @ . _ -; at most 100.
   */
  unit?: string;
  /**
   * @maxItems 50
   */
  aliases?: string[];
  health?: {
    /**
     * Starts with http:// or https://.
     */
    url: string;
    status?: number;
    contains?: string;
  };
  /**
   * A log file; without it the journal of the unit is read.
   */
  logs?: string;
}
export interface Registry {
  /**
   * Without TLS.
   */
  http?: boolean;
  user?: string;
  /**
   * Reference to a password or token: secret:NAME.
   */
  password?: string;
}
