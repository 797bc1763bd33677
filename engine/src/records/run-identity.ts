import { createHash } from 'node:crypto';

/** What makes a run the same run: it happens once per identity, for ever. */
export interface RunIdentity {
  /** `OWNER/NAME`; GitHub ignores the case, and so does the identity. */
  readonly repository: string;
  /** 0 for a run from a checkout, without GitHub. */
  readonly pull: number;
  readonly path: string;
  /** git blob id of the runbook's bytes. */
  readonly blob: string;
}

/** Crockford's base32 in lower case: no letter that is mistaken for a digit when read aloud at night. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Eight characters are 40 bits; the longer ones are for the day when two runs share them. */
export const RUN_ID_LENGTHS = [8, 13, 26] as const;

/** The id of a run, such as `r-4k7q0m2x`; the same identity always gives the same ids. */
export function runId({ repository, pull, path, blob }: RunIdentity, length: (typeof RUN_ID_LENGTHS)[number]): string {
  const digest = createHash('sha256')
    .update([repository.toLowerCase(), String(pull), path, blob].join('\0'))
    .digest();
  let bits = '';
  for (const byte of digest) bits += byte.toString(2).padStart(8, '0');
  const characters = Array.from({ length }, (_, index) => {
    const five = Number.parseInt(bits.slice(index * 5, index * 5 + 5), 2);
    return ALPHABET[five];
  });
  return `r-${characters.join('')}`;
}
