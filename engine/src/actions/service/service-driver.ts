import type { ActionContext, Argv, ServiceDefinition } from '../action.js';

/** How one service is driven: argv for each verb, whatever its manager. */
export interface ServiceDriver {
  readonly kind: ServiceDefinition['manager']['kind'];
  readonly unit: string;
  /** Exit 0 means it runs; systemd is asked with `show` instead, which tells more. */
  readonly status: Argv;
  readonly start: Argv;
  readonly stop: Argv;
  /** Undefined: stop, then start. */
  readonly restart: Argv | undefined;
  /** Undefined: it cannot take a new configuration without a restart. */
  readonly reload: Argv | undefined;
  /** Checks the configuration before a start, restart or reload; passed over where the program is not installed. */
  readonly validate: Argv | undefined;
  /** Absolute path of the log; undefined: the journal of the unit. */
  readonly logs: string | undefined;
  readonly become: 'login-user' | 'root';
}

/**
 * The driver of a service on this server. One that the inventory does not list there is driven by what the server has,
 * under its own name.
 */
export function serviceDriver(name: string, context: ActionContext): ServiceDriver {
  const listed = context.service(name);
  const definition = listed ?? {
    name,
    unit: name,
    manager: { kind: context.facts === undefined || context.facts.init === 'systemd' ? 'systemd' : 'service' },
  };
  return { ...verbs(definition), unit: definition.unit, logs: definition.logs };
}

function verbs(definition: ServiceDefinition): Omit<ServiceDriver, 'unit' | 'logs'> {
  const { manager, unit } = definition;
  switch (manager.kind) {
    case 'systemd':
      return {
        kind: 'systemd',
        status: ['systemctl', 'is-active', '--quiet', '--', unit],
        start: ['systemctl', 'start', '--', unit],
        stop: ['systemctl', 'stop', '--', unit],
        restart: ['systemctl', 'restart', '--', unit],
        reload: ['systemctl', 'reload', '--', unit],
        validate: knownValidator(unit),
        become: 'root',
      };
    case 'service':
      return {
        kind: 'service',
        status: ['service', unit, 'status'],
        start: ['service', unit, 'start'],
        stop: ['service', unit, 'stop'],
        restart: ['service', unit, 'restart'],
        reload: ['service', unit, 'reload'],
        validate: knownValidator(unit),
        become: 'root',
      };
    case 'argv':
      return {
        kind: 'argv',
        status: manager.status,
        start: manager.start,
        stop: manager.stop,
        restart: manager.restart,
        reload: manager.reload,
        validate: manager.validate,
        become: manager.sudo ? 'root' : 'login-user',
      };
    default:
      return manager satisfies never;
  }
}

/** Programs that can check their own configuration, by the names their units have on Debian, Fedora and Alpine. */
function knownValidator(unit: string): Argv | undefined {
  switch (unit.replace(/\.service$/, '')) {
    case 'nginx':
      return ['nginx', '-t'];
    case 'ssh':
    case 'sshd':
      // sshd insists on being called by its absolute path.
      return ['/usr/sbin/sshd', '-t'];
    case 'apache2':
    case 'httpd':
      return ['apachectl', 'configtest'];
    default:
      return undefined;
  }
}
