import { createSign } from 'node:crypto';

/** A JSON web token of an app as GitHub takes it: RS256, valid for nine minutes, issued a minute ago for drifting clocks. */
export function signAppToken(
  app: { readonly id: number; readonly privateKeyPem: string },
  now: number = Date.now(),
): string {
  const seconds = Math.floor(now / 1000);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: seconds - 60, exp: seconds + 540, iss: String(app.id) })}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(app.privateKeyPem, 'base64url')}`;
}
