import { APIError } from '@anthropic-ai/sdk';
import { createClient } from './create-client.js';

export type LookForModel =
  | { readonly kind: 'there' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'key-refused' }
  | { readonly kind: 'unreachable'; readonly because: string };

const timeoutMs = 10_000;

/** Asks, for free, whether the API knows this key and this model. */
export async function lookForModel({
  apiKey,
  baseUrl,
  model,
}: {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly model: string;
}): Promise<LookForModel> {
  const client = createClient(apiKey, baseUrl, timeoutMs);
  try {
    await client.models.retrieve(model);
    return { kind: 'there' };
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    if (error.status === 401 || error.status === 403) return { kind: 'key-refused' };
    if (error.status === 404) return { kind: 'unknown' };
    return { kind: 'unreachable', because: error.status === undefined ? error.message : `status ${error.status}` };
  }
}
