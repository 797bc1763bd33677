import type { Localized } from '@chatops-commander/engine/actions/action';
import type { RunRow } from '@chatops-commander/engine/records/run-row';
import { gitBlobId } from '@chatops-commander/engine/runbook/git-blob';
import { type NumberedStep, numberSteps } from '@chatops-commander/engine/runbook/number-steps';
import { type Inventory, type Policy, parseRunbook, type Runbook } from '@chatops-commander/schemas';

/** A run with what it runs: read again by blob, and checked to be those bytes. */
export interface RunContext {
  readonly row: RunRow;
  readonly runbook: Runbook;
  readonly steps: ReadonlyMap<string, NumberedStep>;
  readonly inventory: Inventory;
  /** The one that the run was judged under. */
  readonly policy: Policy;
}
/** A run without the state of its attempts. */
export interface RunContent extends Omit<RunContext, 'row'> {
  readonly row: Pick<RunRow, 'id' | 'repository' | 'mergeCommit'>;
}
export interface RunContextDeps {
  run(runId: string): Promise<RunRow | undefined>;
  /** Bytes of a git blob of the repository. */
  readBlob(repository: string, blob: string): Promise<Buffer>;
  /** Bytes of a file of the repository at a commit; undefined when it is not there. */
  fileAt(repository: string, commit: string, path: string): Promise<Buffer | undefined>;
  inventoryOf(digest: string): Promise<Inventory>;
  policyOf(digest: string): Promise<Policy>;
}

/** Thrown when the bytes that came are not those that were approved. */
export class NotTheApprovedBytes extends Error {
  constructor(
    readonly runId: string,
    readonly expected: string,
    readonly actual: string,
  ) {
    super(`run ${runId} was approved for blob ${expected}, and what came is ${actual}; nothing is run`);
    this.name = 'NotTheApprovedBytes';
  }

  describe(): Localized {
    return {
      en: this.message,
      fr: `l'exécution ${this.runId} a été approuvée pour le blob ${this.expected}, et ${this.actual} est arrivé ; rien n'est exécuté`,
    };
  }
}

const contextsKept = 200;
const filesKept = 20;

/** Reads contexts; the parsed runbook is kept per blob, since a blob's bytes never change. */
export function createRunContexts(deps: RunContextDeps) {
  const contents = new Map<string, RunContent>();
  const runbooks = new Map<string, { runbook: Runbook; steps: ReadonlyMap<string, NumberedStep> }>();

  async function read(row: RunRow) {
    const known = runbooks.get(row.blob);
    if (known !== undefined) return known;
    const bytes = await deps.readBlob(row.repository, row.blob);
    const actual = gitBlobId(bytes);
    if (actual !== row.blob) throw new NotTheApprovedBytes(row.id, row.blob, actual);
    const runbook = parseRunbook(bytes.toString('utf8'), row.path);
    const value = { runbook, steps: new Map(numberSteps(runbook).map((one) => [one.id, one])) };
    if (runbooks.size >= contextsKept) runbooks.delete(runbooks.keys().next().value ?? '');
    runbooks.set(row.blob, value);
    return value;
  }
  async function of(runId: string): Promise<RunContext> {
    const row = await deps.run(runId);
    if (row === undefined) throw new Error(`there is no run ${runId} on record`);
    const [content, inventory, policy] = await Promise.all([
      read(row),
      deps.inventoryOf(row.inventoryDigest),
      deps.policyOf(row.policyDigest),
    ]);
    return { row, ...content, inventory, policy };
  }
  const files = new Map<string, Buffer>();
  return {
    /** A file of the ops repo as it is at the merge, read once by each worker; undefined when it is not there. */
    async fileAtMerge({ repository, mergeCommit }: RunContent['row'], path: string): Promise<Buffer | undefined> {
      const key = `${repository} ${mergeCommit} ${path}`;
      const known = files.get(key);
      if (known !== undefined) return known;
      const bytes = await deps.fileAt(repository, mergeCommit, path);
      if (bytes === undefined) return undefined;
      if (files.size >= filesKept) files.delete(files.keys().next().value ?? '');
      files.set(key, bytes);
      return bytes;
    },
    /** @throws {NotTheApprovedBytes}; {Error} when there is no such run on record. */
    of,
    /** What never changes of a run, read once by each worker: a step need not ask the database for it again. */
    async content(runId: string): Promise<RunContent> {
      const known = contents.get(runId);
      if (known !== undefined) return known;
      const context = await of(runId);
      const { id, repository, mergeCommit } = context.row;
      const content = { ...context, row: { id, repository, mergeCommit } };
      if (contents.size >= contextsKept) contents.delete(contents.keys().next().value ?? '');
      contents.set(runId, content);
      return content;
    },
  };
}
export type RunContexts = ReturnType<typeof createRunContexts>;
