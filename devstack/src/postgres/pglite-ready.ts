/** What the child of pglite-server says when it accepts connections, with the address it listens on. */
export const PGLITE_READY = 'pglite-ready';
