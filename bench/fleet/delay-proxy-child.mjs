// A delay proxy in a process of its own, so that it waits for nobody: node delay-proxy-child.mjs '{"host":…}'
import { startDelayProxy } from './delay-proxy.mjs';
import { beResident } from './resident.mjs';

const proxy = await startDelayProxy(JSON.parse(process.argv[2]));
await beResident(
  async () => ({ port: proxy.port }),
  () => proxy.close(),
);
