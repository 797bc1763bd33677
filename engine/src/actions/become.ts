import type { RemoteCommand } from '../ssh/remote-execution.js';
import type { ActionContext } from './action.js';

/** For what root sees better (journals, other people's files) but the login user may try: root where the server has it. */
export const rootWherePossible = (context: ActionContext): RemoteCommand['become'] =>
  context.server.sudo === 'none' ? 'login-user' : 'root';
