import type { Action } from '../actions/action.js';

/** Looks an action up by its public name; the registry in production. */
export type FindAction = (name: string) => Action | undefined;
