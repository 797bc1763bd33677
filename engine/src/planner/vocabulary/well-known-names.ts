/** Names under which one piece of software goes, so that an inventory need not list them as aliases. */
export const wellKnownNames: readonly (readonly string[])[] = [
  ['nginx', 'ngnix', 'nginx.service'],
  ['apache2', 'apache', 'httpd'],
  ['postgresql', 'postgres', 'pg', 'psql', 'pgsql', 'postgre'],
  ['mysql', 'mysqld', 'mariadb', 'maria'],
  ['redis', 'redis-server'],
  ['rabbitmq-server', 'rabbitmq', 'rabbit'],
  ['mongod', 'mongodb', 'mongo'],
  ['sshd', 'ssh'],
  ['haproxy', 'ha-proxy'],
  ['elasticsearch', 'elastic', 'es'],
  ['php-fpm', 'php', 'fpm'],
  ['cron', 'crond'],
  ['memcached', 'memcache'],
  ['prometheus', 'prom'],
];

/** What a kind of service is called; only taken for a service when the inventory has exactly one of the kind. */
export const kindsOfService: readonly {
  readonly words: readonly string[];
  readonly services: readonly string[];
  /** The topic that such a service is a case of. */
  readonly topic?: string;
}[] = [
  {
    topic: 'database',
    words: [
      'base',
      'db',
      'dbs',
      'bdd',
      'bd',
      'database',
      'databases',
      'base de donnees',
      'bases de donnees',
      'bases',
      'sgbd',
    ],
    services: ['postgresql', 'postgres', 'mysql', 'mysqld', 'mariadb', 'mongod', 'mongodb'],
  },
  { words: ['cache', 'caches'], services: ['redis', 'redis-server', 'memcached', 'varnish'] },
  {
    words: ['proxy', 'proxies', 'load balancer', 'load balancers', 'lb', 'lbs', 'reverse proxy'],
    services: ['haproxy', 'traefik', 'envoy'],
  },
];

/** What people call the thing they look at from outside: the one service that has a health address. */
export const siteWords: readonly string[] = [
  'site',
  'website',
  'web site',
  'site web',
  'site internet',
  'page',
  'pages',
  'home page',
  'homepage',
  'accueil',
  'boutique',
  'shop',
  'front',
  'frontend',
  'webapp',
  'portail',
  'portal',
  'appli',
  'plateforme',
  'platform',
];
