import type { Inventory, Service } from '@chatops-commander/schemas';
import type { ActionContext, Argv, ServerFacts, ServiceDefinition } from '../actions/action.js';

/** The step names a server that the inventory in force does not have. */
export class ServerNotInInventory extends Error {
  constructor(readonly server: string) {
    super(
      `Server ${server} is not in the inventory. Add it to .chatops/inventory.yaml by a pull request, or correct the name.`,
    );
    this.name = 'ServerNotInInventory';
  }
}

/** An argv of the inventory is empty; its schema does not let that happen. */
export class EmptyArgv extends Error {
  constructor(readonly service: string) {
    super(`A command of service ${service} in the inventory is empty. Give it at least the program's name.`);
    this.name = 'EmptyArgv';
  }
}

/** What an action may know of one server, from the inventory. Time in milliseconds. Throws ServerNotInInventory. */
export function actionContext(options: {
  readonly inventory: Inventory;
  readonly server: string;
  readonly facts: ServerFacts | undefined;
  readonly timeoutMs: number;
}): ActionContext {
  const { inventory, facts, timeoutMs } = options;
  const server = own(inventory.servers, options.server);
  if (server === undefined) throw new ServerNotInInventory(options.server);
  return {
    server: { name: options.server, environment: server.environment, sudo: server.sudo ?? 'none' },
    facts,
    timeoutMs,
    service(name) {
      const service = own(inventory.services ?? {}, name);
      if (service === undefined || !runsOn(service, options.server, server.tags ?? {})) return undefined;
      return serviceDefinition(name, service);
    },
  };
}

/** What an action that the worker runs by itself may know: nothing of any server. Time in milliseconds. */
export function workerContext(timeoutMs: number): ActionContext {
  return {
    server: { name: 'controller', environment: '', sudo: 'none' },
    facts: undefined,
    timeoutMs,
    service: () => undefined,
  };
}

/** A service is on the servers it names, or on those that carry all its tags. */
function runsOn(service: Service, server: string, tags: Readonly<Record<string, string>>): boolean {
  if (service.on.servers !== undefined) return service.on.servers.includes(server);
  const wanted = Object.entries(service.on.tags ?? {});
  return wanted.length > 0 && wanted.every(([tag, value]) => own(tags, tag) === value);
}

function serviceDefinition(name: string, service: Service): ServiceDefinition {
  return {
    name,
    unit: service.unit ?? name,
    manager: manager(name, service.manager),
    ...(service.logs === undefined ? {} : { logs: service.logs }),
    ...(service.health === undefined ? {} : { health: service.health }),
  };
}

function manager(name: string, given: Service['manager']): ServiceDefinition['manager'] {
  if (given === 'systemd' || given === 'service') return { kind: given };
  return {
    kind: 'argv',
    start: argv(name, given.start),
    stop: argv(name, given.stop),
    status: argv(name, given.status),
    ...(given.restart === undefined ? {} : { restart: argv(name, given.restart) }),
    ...(given.reload === undefined ? {} : { reload: argv(name, given.reload) }),
    ...(given.validate === undefined ? {} : { validate: argv(name, given.validate) }),
    sudo: given.sudo ?? true,
  };
}

function argv(service: string, [program, ...rest]: readonly string[]): Argv {
  if (program === undefined) throw new EmptyArgv(service);
  return [program, ...rest];
}

/** Names come from people: "constructor" must not find what every object has. */
const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
