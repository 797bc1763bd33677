import Anthropic from '@anthropic-ai/sdk';

export const anthropicUrl = 'https://api.anthropic.com';

/**
 * A client that takes nothing from the environment, logs nothing, and leaves retries to its caller.
 *
 * @param timeout milliseconds until an answer begins.
 */
export function createClient(apiKey: string, baseURL: string, timeout: number): Anthropic {
  return new Anthropic({
    apiKey,
    authToken: null,
    baseURL,
    timeout,
    maxRetries: 0,
    logLevel: 'off',
    // the SDK sends a bearer token; gateways and compatible servers often know the older header alone
    ...(baseURL === anthropicUrl ? {} : { defaultHeaders: { 'x-api-key': apiKey } }),
  });
}
