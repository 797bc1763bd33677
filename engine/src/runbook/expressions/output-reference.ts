/** A value of the run that is handed to a later step: `{ from: steps.ID.outputs.NAME }`. */
export interface OutputReference {
  readonly step: string;
  readonly output: string;
}

const form = /^steps\.([a-z][a-z0-9_]{0,39})\.outputs\.([A-Za-z][A-Za-z0-9_]{0,59})$/;

/** Whether a value is written as one that comes from elsewhere, well or badly. */
export function isFrom(value: unknown): value is { readonly from: unknown } {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 1 && 'from' in value;
}

/** The step and the output that a reference names; undefined when it is not one. */
export function outputReference(value: unknown): OutputReference | undefined {
  if (!isFrom(value) || typeof value.from !== 'string') return undefined;
  const [, step, output] = form.exec(value.from) ?? [];
  return step === undefined || output === undefined ? undefined : { step, output };
}
