/** What GitHub's description says of the request of one operation, as JSON Schemas. */
export interface DescribedOperation {
  readonly path: Schema;
  readonly query: Schema;
  /** Absent where GitHub takes none. */
  readonly body?: Schema;
  readonly bodyRequired?: boolean;
}
type Schema = Readonly<Record<string, unknown>>;
