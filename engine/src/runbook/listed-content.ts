import type { Inventory, Policy } from '@chatops-commander/schemas';
import type { Inputs } from './expanded-inputs.js';
import { findService } from './find-server.js';

/** Whether the policy lists everything that a step with these inputs would show: logs of services, files. */
export function isListedContent(
  inputs: Inputs,
  { inventory, policy }: { readonly inventory?: Inventory | undefined; readonly policy?: Policy | undefined },
): boolean {
  const sources = ['service', 'file', 'path'].filter((source) => inputs[source] !== undefined);
  return (
    sources.length > 0 &&
    sources.every((source) => {
      const value = inputs[source];
      if (typeof value !== 'string') return false;
      if (source !== 'service') return isListedFile(value, policy?.contents?.files ?? []);
      return (
        policy?.contents?.serviceLogs === true && inventory !== undefined && findService(inventory, value) !== undefined
      );
    })
  );
}

function isListedFile(path: string, listed: readonly string[]): boolean {
  // "/var/log/../../etc/shadow" begins with "/var/log/" and is not there.
  if (!path.startsWith('/') || path.includes('${{') || path.split('/').some((part) => part === '..' || part === '.'))
    return false;
  return listed.some((entry) => (entry.endsWith('/') ? path.startsWith(entry) && path !== entry : path === entry));
}
