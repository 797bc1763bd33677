import { InvalidFile, type Problem, parseInventory, parsePolicy } from '@chatops-commander/schemas';
import type { ComparedFile, Contents } from '../../github/contents.js';
import { inventoryPath, policyPath } from '../config-in-force.js';

export interface ConfigProblems {
  readonly path: string;
  readonly problems: readonly Problem[];
}
type Parse = (text: string, file: string) => unknown;

const parsers: ReadonlyMap<string, Parse> = new Map<string, Parse>([
  [policyPath, parsePolicy],
  [inventoryPath, parseInventory],
]);

/** Which of the touched policy and inventory do not parse as they stand at the head, and why: nobody should approve those. */
export async function readConfigProblems(
  files: readonly ComparedFile[],
  contents: Pick<Contents, 'readBlob'>,
): Promise<readonly ConfigProblems[]> {
  const found = await Promise.all(
    files.map(async ({ path, blob }) => {
      const parse = parsers.get(path);
      if (parse === undefined || blob === undefined) return [];
      const text = (await contents.readBlob(blob)).toString('utf8');
      const problems = problemsOf(() => parse(text, path));
      return problems.length === 0 ? [] : [{ path, problems }];
    }),
  );
  return found.flat();
}

function problemsOf(parse: () => unknown): readonly Problem[] {
  try {
    parse();
    return [];
  } catch (error) {
    if (error instanceof InvalidFile) return error.problems;
    throw error;
  }
}
