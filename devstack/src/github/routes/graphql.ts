import { buildSchema, graphql } from 'graphql';
import type { Access } from '../access.js';
import type { RepositoryAddress } from '../address.js';
import { type ApiRequest, type ApiResponse, GitHubRefusal } from '../api.js';
import type { BodyEdits } from '../body-edits.js';
import { bodyOf, type EmulatedRepository } from '../emulated-repository.js';
import { isJsonObject, textAt } from '../json-object.js';
import type { PullRecords } from '../pull-records.js';
import { type Route, route } from '../router.js';

export interface GraphqlDeps {
  readonly address: RepositoryAddress;
  readonly access: Pick<Access, 'requireRead'>;
  readonly emulated: Pick<EmulatedRepository, 'call'>;
  readonly records: Pick<PullRecords, 'get'>;
  readonly edits: Pick<BodyEdits, 'lastEditedAt'>;
}

/** The part of GitHub's own schema that is asked for; its names and types are GitHub's. */
const schema = buildSchema(`
  scalar DateTime
  type Query {
    repository(owner: String!, name: String!, followRenames: Boolean = true): Repository
    node(id: ID!): Node
  }
  interface Node { id: ID! }
  type Repository { issueOrPullRequest(number: Int!): IssueOrPullRequest }
  union IssueOrPullRequest = Issue | PullRequest
  type Issue implements Node { id: ID!, number: Int!, lastEditedAt: DateTime }
  type PullRequest implements Node { id: ID!, number: Int!, lastEditedAt: DateTime }
  type PullRequestReview implements Node { id: ID!, lastEditedAt: DateTime }
`);

/** What the REST API does not tell. */
export function graphqlRoutes({ address, access, emulated, records, edits }: GraphqlDeps): Route[] {
  const root = {
    repository: ({ owner, name }: { readonly owner: string; readonly name: string }) =>
      `${owner}/${name}`.toLowerCase() === address.fullName.toLowerCase() ? { issueOrPullRequest } : null,
    node: ({ id }: { readonly id: string }) => {
      const [, review] = /^0:PullRequestReview(\d+)$/.exec(Buffer.from(id, 'base64').toString('utf8')) ?? [];
      if (review === undefined) return null;
      const lastEditedAt = edits.lastEditedAt('PullRequestReview', Number(review));
      return { __typename: 'PullRequestReview', id, lastEditedAt };
    },
  };

  async function issueOrPullRequest({ number }: { readonly number: number }) {
    const isPull = records.get(number) !== undefined;
    const { status, body } = await emulated.call('front', 'GET', `/${isPull ? 'pulls' : 'issues'}/${number}`);
    if (status !== 200) throw new Error(`Could not resolve to an issue or pull request with the number of ${number}.`);
    return {
      __typename: isPull ? 'PullRequest' : 'Issue',
      id: textAt(body, 'node_id'),
      number,
      lastEditedAt: edits.lastEditedAt('Issue', number),
    };
  }

  const query = async (request: ApiRequest): Promise<ApiResponse> => {
    if (request.caller.kind === 'anonymous' || request.caller.kind === 'jwt')
      throw new GitHubRefusal(401, 'This endpoint requires you to be authenticated.');
    access.requireRead(request.caller);
    const { query: source, variables } = bodyOf(request);
    if (typeof source !== 'string')
      throw new GitHubRefusal(400, 'A query attribute must be specified and must be a string.');
    const variableValues = isJsonObject(variables) ? variables : {};
    return { status: 200, body: { ...(await graphql({ schema, source, rootValue: root, variableValues })) } };
  };
  return [route('POST', '/graphql', query)];
}
