/** What a sample server is for, as its inventory entry says it. */
export interface SampleServerPlan {
  readonly name: string;
  readonly environment: string;
  readonly role: string;
  /** The service it runs, if any. */
  readonly site?: { readonly service: string; readonly aliases: readonly string[] };
}

/** A small shop: production on two servers, and its rehearsal. */
const SHOP: readonly SampleServerPlan[] = [
  {
    name: 'web-01',
    environment: 'production',
    role: 'web',
    site: {
      service: 'site',
      aliases: ['le site', 'the site', 'website', 'la boutique', 'boutique', 'the shop', 'shop'],
    },
  },
  {
    name: 'web-02',
    environment: 'staging',
    role: 'web',
    site: {
      service: 'site-staging',
      aliases: ['le site de préproduction', 'préproduction', 'préprod', 'the staging site', 'staging site'],
    },
  },
  { name: 'db-01', environment: 'production', role: 'db' },
];

export const SAMPLE_SERVER_NAMES: readonly string[] = SHOP.map((server) => server.name);

/** The plan of a server of the sample shop; any other name gets one on staging, its role being the name's first part. */
export function planSampleServer(name: string): SampleServerPlan {
  const known = SHOP.find((server) => server.name === name);
  return known ?? { name, environment: 'staging', role: name.split('-', 1)[0] ?? name };
}
