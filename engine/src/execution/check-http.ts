import type { Localized, Outputs, StepResult } from '../actions/action.js';
import type { HttpExpectation } from '../actions/http/http-expectation.js';
import type { HttpAnswer, HttpClient } from './http-client.js';
import type { Pacing } from './step-run.js';

const MAX_REDIRECTS = 5;
/** One request never takes longer, however long the check as a whole may. */
const REQUEST_LIMIT_MS = 10_000;

export interface HttpCheckDeps extends Pacing {
  readonly http: HttpClient;
}

export interface HttpCheckOptions {
  /** Asked for every URL on the way, redirects included. */
  readonly mayAskLoopback: (url: URL) => boolean;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Asks until the answer is the expected one or the time is over. An abort ends it with the last mismatch. */
export async function checkHttp(
  deps: HttpCheckDeps,
  expectation: HttpExpectation,
  options: HttpCheckOptions,
): Promise<StepResult> {
  const started = deps.monotonic();
  for (let tries = 1; ; tries += 1) {
    const answer = await follow(deps.http, expectation, options);
    const wrong = mismatch(answer, expectation);
    const outputs = outputsOf(answer, expectation.url, tries);
    if (wrong === undefined) return good(expectation.url, answer, outputs, tries);
    const spent = deps.monotonic() - started;
    const over = spent + expectation.everyMs > expectation.withinMs;
    if (answer.kind === 'forbidden' || over || options.signal.aborted) {
      return { kind: 'failed', reason: sayWrong(expectation.url, wrong, tries), outputs };
    }
    await deps.pause(expectation.everyMs, options.signal);
  }
}

/** Follows redirects on the same host, unless a redirect is what is expected. */
async function follow(
  http: HttpClient,
  { url, status }: HttpExpectation,
  options: HttpCheckOptions,
): Promise<HttpAnswer> {
  const first = new URL(url);
  const timeoutMs = Math.min(REQUEST_LIMIT_MS, options.timeoutMs);
  let next = first;
  for (let hops = 0; ; hops += 1) {
    const answer = await http.get({
      url: next,
      timeoutMs,
      loopback: options.mayAskLoopback(next),
      signal: options.signal,
    });
    const target = redirectTarget(answer, next);
    const wantsRedirect = status !== undefined && status >= 300 && status < 400;
    if (target === undefined || wantsRedirect || target.hostname !== first.hostname || hops >= MAX_REDIRECTS)
      return answer;
    next = target;
  }
}

function redirectTarget(answer: HttpAnswer, from: URL): URL | undefined {
  if (answer.kind !== 'answer' || answer.location === undefined || answer.status < 300 || answer.status > 399) {
    return undefined;
  }
  if (!URL.canParse(answer.location, from.href)) return undefined;
  const target = new URL(answer.location, from);
  return target.protocol === 'http:' || target.protocol === 'https:' ? target : undefined;
}

/** What is wrong with an answer; undefined when it is as expected. */
function mismatch(answer: HttpAnswer, { status, contains }: HttpExpectation): Localized | undefined {
  if (answer.kind !== 'answer') return answer.because;
  const expected = status === undefined ? answer.status >= 200 && answer.status <= 399 : answer.status === status;
  if (!expected) {
    const wanted = status === undefined ? '200–399' : String(status);
    return {
      en: `it answers ${answer.status}, ${wanted} was expected${away(answer).en}`,
      fr: `la réponse est ${answer.status} au lieu de ${wanted}${away(answer).fr}`,
    };
  }
  if (contains !== undefined && !answer.body.includes(contains)) {
    const text = JSON.stringify(contains);
    return {
      en: `the page does not contain ${text}${away(answer).en}`,
      fr: `la page ne contient pas ${text}${away(answer).fr}`,
    };
  }
  return undefined;
}

/** A redirect to another host is not followed, which explains much. */
function away(answer: HttpAnswer): Localized {
  if (answer.kind !== 'answer' || answer.location === undefined || answer.status < 300 || answer.status > 399) {
    return { en: '', fr: '' };
  }
  return {
    en: ` (it redirects to ${answer.location}, which is not followed)`,
    fr: ` (redirection vers ${answer.location}, non suivie)`,
  };
}

function outputsOf(answer: HttpAnswer, url: string, tries: number): Outputs {
  if (answer.kind !== 'answer') return { url, status: null, ms: null, tlsDaysLeft: null, tries };
  return { url, status: answer.status, ms: answer.ms, tlsDaysLeft: answer.tlsDaysLeft ?? null, tries };
}

function good(url: string, answer: HttpAnswer, outputs: Outputs, tries: number): StepResult {
  const figures = answer.kind === 'answer' ? `${answer.status}, ${answer.ms} ms` : '';
  const days = answer.kind === 'answer' ? answer.tlsDaysLeft : undefined;
  const tls = {
    en: days === undefined ? '' : `, certificate good for ${days} d`,
    fr: days === undefined ? '' : `, certificat valable encore ${days} j`,
  };
  const count = tries === 1 ? { en: '', fr: '' } : { en: ` (try ${tries})`, fr: ` (essai ${tries})` };
  return {
    kind: 'done',
    changed: false,
    outputs,
    summary: { en: `${url}: ${figures}${tls.en}${count.en}`, fr: `${url} : ${figures}${tls.fr}${count.fr}` },
  };
}

function sayWrong(url: string, wrong: Localized, tries: number): Localized {
  const count = tries === 1 ? { en: '', fr: '' } : { en: `, after ${tries} tries`, fr: `, après ${tries} essais` };
  return { en: `${url}: ${wrong.en}${count.en}`, fr: `${url} : ${wrong.fr}${count.fr}` };
}
