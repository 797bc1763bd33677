import type { Access } from '../access.js';
import { type ApiRequest, type ApiResponse, GitHubRefusal, notFound } from '../api.js';
import type { EmulatorClient } from '../emulator-client.js';
import { relay } from '../relay.js';

export interface EmulatedDeps {
  readonly access: Access;
  readonly emulator: Pick<EmulatorClient, 'call'>;
}

/** What of the emulator shows through as it is; its sign-in pages and its own inspection do not. */
const shown = /^\/(repos|orgs|user|users|rate_limit|meta|zen|versions)(\/|$|\?)/;

/** git is the truth about these, and what the emulator says of them would be wrong. */
const hidden =
  /^\/repos\/[^/]+\/[^/]+\/(git|contents|commits|compare|branches|readme|forks|transfer|hooks|actions|releases|tags)(\/|$|\?)/;

/** Every other resource is the emulator's, under the front's rules of who may write. */
export function createEmulatedFallback({ access, emulator }: EmulatedDeps) {
  return async ({ method, target, caller, body, accept }: ApiRequest): Promise<ApiResponse> => {
    if (!shown.test(target) || hidden.test(target)) throw notFound();
    if (method !== 'GET') {
      const inRepository = target.startsWith('/repos/');
      access.require(caller, {
        role: inRepository ? 'write' : 'admin',
        scope: inRepository ? 'issues' : 'administration',
      });
    }
    if (method === 'GET' && caller.kind === 'jwt')
      throw new GitHubRefusal(403, 'Resource not accessible by integration');
    return relay(await emulator.call({ as: caller, method, target, body, accept }));
  };
}
