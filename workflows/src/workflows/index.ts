/** Everything that runs inside Temporal's sandbox; the worker bundles this file. */
export { change } from './change.js';
export { prune } from './prune.js';
export { request } from './request.js';
export { run } from './run.js';
export { sweep } from './sweep.js';
