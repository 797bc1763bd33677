import type { Access } from '../access.js';
import { type ApiRequest, type ApiResponse, GitHubRefusal, validationFailed } from '../api.js';
import { loginOf } from '../caller-login.js';
import type { BodyEdits } from '../body-edits.js';
import { bodyOf, type EmulatedRepository } from '../emulated-repository.js';
import type { Compare } from '../git/compare.js';
import { type JsonObject, textAt } from '../json-object.js';
import type { PullRecord, PullRecords } from '../pull-records.js';
import { type Route, route } from '../router.js';
import { checkLength } from '../text-limit.js';
import { pullsWrite } from './pulls.js';

export interface ReviewsDeps {
  readonly access: Access;
  readonly compare: Compare;
  readonly emulated: EmulatedRepository;
  readonly records: PullRecords;
  readonly edits: Pick<BodyEdits, 'note'>;
}

const pullsRead = { role: 'read', scope: 'pull_requests' } as const;

/** Reviews, with GitHub's refusals that the emulator does not make: of one's own, of a closed one, of a commit elsewhere. */
export function reviewRoutes({ access, compare, emulated, records, edits }: ReviewsDeps): Route[] {
  /** Throws where GitHub takes no verdict of this caller on this pull request. */
  const checkVerdict = (event: string | undefined, pull: JsonObject, record: PullRecord, request: ApiRequest) => {
    if (event !== 'APPROVE' && event !== 'REQUEST_CHANGES') return;
    const words = event === 'APPROVE' ? 'approve' : 'request changes on';
    if (textAt(pull, 'user', 'login') === loginOf(request.caller)) {
      throw new GitHubRefusal(422, 'Unprocessable Entity', [`Can not ${words} your own pull request`]);
    }
    if (record.state !== 'open')
      throw new GitHubRefusal(422, 'Unprocessable Entity', [`Can not ${words} a closed pull request`]);
  };

  const observed = async (request: ApiRequest): Promise<{ pull: JsonObject; record: PullRecord }> => {
    const pull = await emulated.pull(request.params.number ?? '');
    const record = await records.observe(pull);
    if (record === undefined) throw new GitHubRefusal(404, 'Not Found');
    return { pull, record };
  };

  const create = async (request: ApiRequest): Promise<ApiResponse> => {
    access.require(request.caller, request.caller.kind === 'installation' ? pullsWrite : pullsRead);
    const { pull, record } = await observed(request);
    const body = bodyOf(request);
    checkLength(body);
    const event = textAt(body, 'event');
    checkVerdict(event, pull, record, request);
    if ((event === 'REQUEST_CHANGES' || event === 'COMMENT') && (textAt(body, 'body') ?? '').trim() === '') {
      throw new GitHubRefusal(422, 'Unprocessable Entity', ['Body cannot be blank']);
    }
    const commit = textAt(body, 'commit_id') ?? record.head;
    const compared = await compare(record.base, record.head);
    if (commit !== record.head && compared?.ahead.includes(commit) !== true) {
      throw validationFailed({
        resource: 'PullRequestReview',
        field: 'commit_id',
        code: 'invalid',
        message: 'commit_id is not part of the pull request',
      });
    }
    records.touch(record.number);
    const path = `/pulls/${record.number}/reviews`;
    const review = await emulated.ask(request.caller, 'POST', path, { ...body, commit_id: commit });
    return { status: 200, body: review };
  };

  const submit = async (request: ApiRequest): Promise<ApiResponse> => {
    const { pull, record } = await observed(request);
    const path = `/pulls/${record.number}/reviews/${request.params.id}`;
    const review = await emulated.ask('front', 'GET', path);
    if (textAt(review, 'user', 'login') !== loginOf(request.caller))
      throw new GitHubRefusal(403, 'Only its author can submit a review');
    checkVerdict(textAt(request.body, 'event'), pull, record, request);
    records.touch(record.number);
    return { status: 200, body: await emulated.ask(request.caller, 'POST', `${path}/events`, bodyOf(request)) };
  };

  const dismiss = async (request: ApiRequest): Promise<ApiResponse> => {
    access.require(request.caller, pullsWrite);
    const { record } = await observed(request);
    const body = bodyOf(request);
    if (textAt(body, 'message') === undefined) throw validationFailed('message is required');
    const path = `/pulls/${record.number}/reviews/${request.params.id}`;
    const review = await emulated.ask('front', 'GET', path);
    const state = textAt(review, 'state');
    if (state !== 'APPROVED' && state !== 'CHANGES_REQUESTED')
      throw new GitHubRefusal(422, 'Can not dismiss a review that is not a verdict');
    records.touch(record.number);
    // The emulator would put the message in place of the review's own words; GitHub keeps them.
    const kept = { message: textAt(review, 'body') ?? '' };
    return { status: 200, body: await emulated.ask(request.caller, 'PUT', `${path}/dismissals`, kept) };
  };

  /** Its author may change the words of a review that was submitted, which the emulator does not let be. */
  const update = async (request: ApiRequest): Promise<ApiResponse> => {
    const { record } = await observed(request);
    const review = await emulated.ask('front', 'GET', `/pulls/${record.number}/reviews/${request.params.id}`);
    if (textAt(review, 'user', 'login') !== loginOf(request.caller))
      access.require(request.caller, { role: 'write', scope: 'pull_requests' });
    const body = textAt(bodyOf(request), 'body');
    if (body === undefined) throw validationFailed('body is required');
    edits.note(textAt(review, 'node_id') ?? '', body);
    records.touch(record.number);
    return { status: 200, body: review };
  };

  return [
    route('POST', '/pulls/:number/reviews', create),
    route('PUT', '/pulls/:number/reviews/:id', update),
    route('POST', '/pulls/:number/reviews/:id/events', submit),
    route('PUT', '/pulls/:number/reviews/:id/dismissals', dismiss),
  ];
}
