import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflows } from '@chatops-commander/workflows/worker';
import { temporal as protos } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import '../support/quiet-log.js';

const folder = new URL('.', import.meta.url);
const names = readdirSync(fileURLToPath(folder))
  .filter((file) => file.endsWith('.history.json'))
  .map((file) => file.replace('.history.json', ''));

let code: string;
beforeAll(async () => {
  // what stands in the sources now, and not what was bundled some time ago
  ({ code } = await bundleWorkflows());
});

const { History } = protos.api.history.v1;
const replay = (history: ReturnType<typeof History.fromObject>, workflowCode: string) =>
  Worker.runReplayHistory({ workflowBundle: { code: workflowCode } }, history, 'replayed');
const read = (name: string) =>
  History.fromObject(JSON.parse(readFileSync(new URL(`${name}.history.json`, folder), 'utf8')));

describe('workflows that began under recorded code go on under this one', () => {
  it('has a history of each workflow', () => {
    for (const workflow of ['request', 'change', 'run', 'sweep']) {
      expect(names.filter((name) => name.startsWith(workflow))).not.toEqual([]);
    }
  });

  it.each(names)('%s', async (name) => {
    await replay(read(name), code);
  });

  it('would notice another activity in place of the recorded one', async () => {
    const changed = code.replaceAll('.admitRun(', '.admitRunOtherwise(');
    expect(changed).not.toBe(code);
    await expect(replay(read('run-rolls-back'), changed)).rejects.toThrow(/nondeterminism/i);
  });
});
