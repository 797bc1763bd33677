/** Repository roles as GitHub names them, weakest last. Outsiders have `none`. */
export type Permission = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

export interface SeedUser {
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly permission: Permission;
  /** Personal token; `token-of-LOGIN` when absent. */
  readonly token?: string;
}

export interface SeedApp {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  /** RSA private key, PKCS#1 or PKCS#8. */
  readonly privateKeyPem: string;
  readonly webhookSecret: string;
  readonly webhookUrl?: string;
}

export interface GitHubSeed {
  readonly org: string;
  readonly repo: string;
  /** On a private repository, people without a permission get 404 everywhere. False by default. */
  readonly private?: boolean;
  readonly users: readonly SeedUser[];
  /** Team slug → logins. */
  readonly teams?: Readonly<Record<string, readonly string[]>>;
  readonly app: SeedApp;
  /** The first commit on `main`: path → text. */
  readonly files: Readonly<Record<string, string>>;
}

export interface GitHubOptions {
  /** A free one by default. */
  readonly port?: number;
  /** Where the git repository lies; emptied at start, since issue and pull numbers begin again. Temporary by default. */
  readonly dataDir?: string;
  readonly seed: GitHubSeed;
  readonly log?: (line: string) => void;
}

/** The token that a sample person authenticates with, for the API and as git's password. */
export const tokenOf = (user: SeedUser): string => user.token ?? `token-of-${user.login}`;
