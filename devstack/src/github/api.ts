import type { Caller } from './callers.js';

export interface ApiRequest {
  readonly method: string;
  /** Path and query as the client sent them. */
  readonly target: string;
  readonly query: URLSearchParams;
  /** What the route's pattern captured, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly accept: string;
  readonly caller: Caller;
}

export interface ApiResponse {
  readonly status: number;
  /** Sent as JSON; a text is sent as it is; undefined sends nothing. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler = (request: ApiRequest) => Promise<ApiResponse>;

/** GitHub would refuse this request: the front answers with the status and the message that its documentation gives. */
export class GitHubRefusal extends Error {
  override readonly name = 'GitHubRefusal';

  constructor(
    readonly status: number,
    message: string,
    readonly errors?: readonly unknown[],
  ) {
    super(message);
  }
}

export const notFound = (): GitHubRefusal => new GitHubRefusal(404, 'Not Found');

/** 422 as GitHub words it: one entry for each field that is wrong. */
export const validationFailed = (...errors: unknown[]): GitHubRefusal =>
  new GitHubRefusal(422, 'Validation Failed', errors);
