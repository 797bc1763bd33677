// Each of these looks at a setting's text, and returns why it cannot be taken, or undefined.

export const wholeNumber = (least: number, most: number) => (text: string) =>
  /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most
    ? undefined
    : `must be a whole number from ${least} to ${most}`;
export const oneOf =
  (...values: readonly string[]) =>
  (text: string) =>
    values.includes(text) ? undefined : `must be one of ${values.join(', ')}`;
export const url =
  (...schemes: readonly string[]) =>
  (text: string) =>
    URL.canParse(text) && schemes.includes(new URL(text).protocol)
      ? undefined
      : `must be a URL that starts with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`;
export const hostAndPort = (text: string) =>
  /^[^\s/:]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i.test(text) ? undefined : 'must be HOST:PORT';
export const amount = (text: string) =>
  /^\d{1,6}(\.\d{1,6})?$/.test(text) ? undefined : 'must be an amount, as in 12.50';
export const flag = oneOf('true', 'false', '1', '0', 'on', 'off');
export const secretReference = (text: string): string | undefined =>
  /^secret:[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text) ? undefined : 'must be secret:NAME, never the key itself';

/** What CHATOPS_BACKUPS takes. The prefix is of letters, digits and a few signs, as keys need no escaping then. */
export const BUCKET = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(\w[\w.-]*(?:\/\w[\w.-]*)*)?\/?)?$/;

/** @returns why the text cannot be taken, or undefined. */
export const notABucket = (text: string): string | undefined =>
  BUCKET.test(text) ? undefined : 'must be s3://BUCKET or s3://BUCKET/PREFIX';
