import type { ActionContext, ServerFacts, ServiceDefinition } from './action.js';

export const sampleFacts: ServerFacts = {
  distribution: 'Debian GNU/Linux 12 (bookworm)',
  kernel: 'Linux 6.1.0',
  init: 'systemd',
  packageManager: 'apt',
  containerEngine: 'none',
  isRoot: false,
  canSudo: true,
  bootId: 'f1d2',
};

/** A context for tests: one server without sudo, and the services given. */
export function sampleContext(
  given: { readonly services?: readonly ServiceDefinition[]; readonly facts?: ServerFacts } = {},
): ActionContext {
  return {
    server: { name: 'web-01', environment: 'production', sudo: 'none' },
    facts: given.facts,
    timeoutMs: 20_000,
    service: (name) => given.services?.find((service) => service.name === name),
  };
}
