import type { ApiResponse } from './api.js';
import type { EmulatorAnswer } from './emulator-client.js';

const kept = ['link', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'x-ratelimit-resource'];

/** The emulator's answer as the front's own. */
export function relay(answer: EmulatorAnswer): ApiResponse {
  const headers: Record<string, string> = {};
  for (const name of kept) {
    const value = answer.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  return { status: answer.status, body: answer.body, headers };
}
