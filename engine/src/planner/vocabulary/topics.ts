import { readForms } from './forms.js';
import { stateTopics } from './state-topics.js';
import { thingTopics } from './thing-topics.js';

/** What is said of a part holds for the whole when nothing in the catalog is about the part. */
export const broader: Readonly<Record<string, string>> = {
  uptime: 'health',
  load: 'health',
  cpu: 'health',
  memory: 'health',
  swap: 'health',
  clock: 'health',
  'reboot-needed': 'health',
  failed: 'services',
  services: 'health',
  largest: 'disk',
  folder: 'file',
  config: 'file',
};

/**
 * What requests are about. Said alone they ask to be looked at. The concept is compared with that of trigger phrases,
 * which are read through the same table.
 */
export const topics: readonly (readonly [concept: string, forms: readonly string[]])[] = Object.entries({
  ...stateTopics,
  ...thingTopics,
}).map(([concept, list]) => [concept, readForms(list)]);
