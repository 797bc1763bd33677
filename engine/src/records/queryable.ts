import type { QueryResultRow } from 'pg';

/**
 * Something that runs one SQL statement: a pool, or a client inside a transaction. The row type is a claim about the
 * statement's columns, which the constraints in engine/migrations back; nothing but this program writes these tables.
 */
export interface Queryable {
  query<Row extends QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ readonly rows: Row[]; readonly rowCount: number | null }>;
}

/** Where connections for transactions come from. */
export interface Connections {
  connect(): Promise<Queryable & { release(error?: Error): void }>;
}

/** What `openPool` returns: statements, transactions, and an end. */
export interface Database extends Queryable, Connections {
  end(): Promise<void>;
}
