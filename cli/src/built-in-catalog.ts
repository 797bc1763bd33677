import { fileURLToPath } from 'node:url';

/** The library runbooks that come with chatops. */
export const builtInCatalog = fileURLToPath(new URL('../../runbooks', import.meta.url));
