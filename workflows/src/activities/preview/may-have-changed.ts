/**
 * Families whose actions change nothing but what they are named for. Of backups only some are: a restore replaces
 * whatever files or database its backup holds.
 */
const NARROW_FAMILIES: ReadonlySet<string> = new Set(['container', 'files', 'logs', 'service']);
const NARROW_BACKUPS: ReadonlySet<string> = new Set([
  'backup.files',
  'backup.postgres',
  'backup.prune',
  'backup.verify',
]);

/** Whether one of the actions that were started on a server may have changed what a step with `uses` looks at there. */
export const mayHaveChanged = (started: ReadonlySet<string>, uses: string): boolean =>
  [...started].some((action) => familyOf(action) === familyOf(uses) || !isNarrow(action));

const isNarrow = (action: string): boolean => NARROW_FAMILIES.has(familyOf(action)) || NARROW_BACKUPS.has(action);

const familyOf = (uses: string): string => uses.replace(/\..*/, '');
