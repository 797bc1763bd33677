const roles = ['web', 'app', 'db', 'cache', 'queue', 'search', 'batch', 'mail', 'build', 'bastion'];
const environments = ['production', 'production', 'production', 'staging', 'development'];
const centres = ['paris', 'lyon', 'dublin'];
const software = {
  web: ['nginx', 'varnish'],
  app: ['shop', 'payments', 'invoicing', 'api'],
  db: ['postgresql', 'pgbouncer'],
  cache: ['redis'],
  queue: ['rabbitmq-server', 'jobs-worker'],
  search: ['elasticsearch'],
  batch: ['nightly-export'],
  mail: ['postfix'],
  build: ['gitlab-runner'],
  bastion: ['sshd'],
};

/** An inventory of that many servers over ten roles, three environments and three data centres; nothing is by chance. */
export function largeInventory(count) {
  const servers = Object.fromEntries(
    Array.from({ length: count }, (_, at) => {
      const role = roles[at % roles.length];
      const number = String(Math.floor(at / roles.length) + 1).padStart(3, '0');
      return [
        `${role}-${number}`,
        {
          host: `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`,
          user: 'deploy',
          key: 'secret:ssh',
          environment: environments[Math.floor(at / roles.length) % environments.length],
          tags: { role, dc: centres[Math.floor(at / 7) % centres.length] },
        },
      ];
    }),
  );
  const services = Object.fromEntries(
    Object.entries(software).flatMap(([role, names]) =>
      names.map((name) => [
        name,
        {
          on: { tags: { role } },
          manager: 'systemd',
          aliases: [`the ${name} service`, `le ${name}`],
          health: { url: `https://${name}.example.com/health` },
        },
      ]),
    ),
  );
  return { apiVersion: 'chatops-commander/v1', kind: 'Inventory', servers, services };
}
