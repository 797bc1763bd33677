/** Every way in which a server can refuse us; all are `SshError`s, told apart by class or by `name`. */
export { SshConfigUnusable } from './config/config-errors.js';
export { ConnectionLost, ServerUnreachable, type Unreachable } from './connection-errors.js';
export { HostKeyChanged, HostKeyNotPinned } from './host-key-errors.js';
export { JobConflict, JobNotStarted, ShellUnavailable } from './job-errors.js';
export { AgentMissing, KeyRefused, SecretMissing, SudoMissing } from './login-errors.js';
export { SshError } from './ssh-error.js';
