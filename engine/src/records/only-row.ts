/** A statement that always returns one row returned none. */
export class RowMissing extends Error {
  override readonly name = 'RowMissing';

  constructor(readonly what: string) {
    super(`The database has no ${what}, which should always be there. Run \`chatops doctor\` and restore a backup.`);
  }
}

/** The first row of a statement that cannot come back empty. Throws RowMissing when it does. */
export function onlyRow<Row>(what: string, { rows }: { readonly rows: readonly Row[] }): Row {
  const [row] = rows;
  if (row === undefined) throw new RowMissing(what);
  return row;
}
