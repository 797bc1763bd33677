/** The worker itself, as a place where steps run; no server of an inventory may be called this. */
export const controller = 'controller';
