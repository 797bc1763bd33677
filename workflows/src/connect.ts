import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';

/** How to reach Temporal: a dev server, a cluster, or Temporal Cloud. */
export interface TemporalAddress {
  readonly address: string;
  readonly namespace: string;
  readonly apiKey?: string;
  /** True: TLS with the system's authorities. */
  readonly tls?:
    | true
    | {
        readonly serverRootCACertificate?: Buffer;
        readonly clientCertPair?: { readonly crt: Buffer; readonly key: Buffer };
      };
}

const options = (temporal: TemporalAddress) => ({
  address: temporal.address,
  ...(temporal.tls === undefined ? {} : { tls: temporal.tls }),
  ...(temporal.apiKey === undefined ? {} : { apiKey: temporal.apiKey }),
});

/** Connects at the first call, not here: the app must start, and say so, while Temporal is away. */
export function connectClient(temporal: TemporalAddress): { client: Client; connection: Connection } {
  const connection = Connection.lazy(options(temporal));
  return { client: new Client({ connection, namespace: temporal.namespace }), connection };
}

export function connectWorker(temporal: TemporalAddress): Promise<NativeConnection> {
  return NativeConnection.connect(options(temporal));
}
