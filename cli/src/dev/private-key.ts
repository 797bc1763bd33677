import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

/** A GitHub App's private key, PEM, as GitHub makes them. */
export async function createPrivateKey(): Promise<string> {
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return pair.privateKey;
}
