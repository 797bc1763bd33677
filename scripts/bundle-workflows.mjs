// Bundles the workflows for Temporal's sandbox into workflows/dist/workflow-bundle.js; the worker starts from it.
import { rename, writeFile } from 'node:fs/promises';
import { bundleWorkflows, workflowBundlePath } from '../workflows/dist/worker.js';

const { code } = await bundleWorkflows();
const fresh = `${workflowBundlePath}.${process.pid}`;
await writeFile(fresh, code);
await rename(fresh, workflowBundlePath);
