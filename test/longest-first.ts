import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The rooms whose files take minutes, and those after them; what is named nowhere takes seconds. */
const LONG = [
  'test/chaos/run-',
  'test/servers/',
  'test/chaos/',
  'test/setup-',
  'test/hosts/',
  'test/dev-',
  'test/durability/',
];

/** Long files begin first: one that began last would keep one worker waiting for the other. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = LONG.findIndex((start) => relative(this.ctx.config.root, moduleId).startsWith(start));
      return found === -1 ? LONG.length : found;
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}
