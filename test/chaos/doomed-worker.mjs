// A worker with one job, to be killed with -9: what it hears is on disk before it asks for more, as in a store.
import { appendFileSync, readFileSync } from 'node:fs';
import { createSshTransport } from '@chatops-commander/engine/ssh/transport';

const { address, keyFile, agentScript, job, heard } = JSON.parse(readFileSync(0, 'utf8'));
const transport = createSshTransport({
  readSecret: async () => readFileSync(keyFile),
  ...(agentScript === undefined ? {} : { agentScript }),
});
const result = await transport.run(address, job, {
  signal: new AbortController().signal,
  onOutput: (stream, _offset, bytes) => appendFileSync(`${heard}.${stream}`, bytes),
});
console.log(JSON.stringify(result));
await transport.close();
