import type { RequestInput } from '../../contract.js';
import type { Importance } from '../../github/content-limits.js';
import type { RepositoryClient } from '../../github/repository-client.js';
import type { ConfigInForce } from '../config-in-force.js';
import type { ReadRequest } from './read-request.js';

/** One request with all that deciding about it needs. */
export interface Situation {
  readonly input: RequestInput;
  readonly request: ReadRequest;
  readonly client: RepositoryClient;
  readonly config: ConfigInForce;
  /** Edits the one comment that answers this request. */
  publish(markdown: string, importance?: Importance): Promise<void>;
}
