import { buildSchema, graphql } from 'graphql';
import type { Access } from '../access.js';
import { type ApiRequest, type ApiResponse, GitHubRefusal } from '../api.js';
import type { BodyEdits } from '../body-edits.js';
import { bodyOf } from '../emulated-repository.js';
import { isJsonObject } from '../json-object.js';
import { type Route, route } from '../router.js';

export interface GraphqlDeps {
  readonly access: Pick<Access, 'requireRead'>;
  readonly edits: Pick<BodyEdits, 'lastEditedAt'>;
}

/** The part of GitHub's own schema that is asked for; its names and types are GitHub's. */
const schema = buildSchema(`
  scalar DateTime
  type Query { node(id: ID!): Node }
  interface Node { id: ID! }
  interface Comment { id: ID!, lastEditedAt: DateTime }
  type Issue implements Node & Comment { id: ID!, lastEditedAt: DateTime }
  type IssueComment implements Node & Comment { id: ID!, lastEditedAt: DateTime }
  type PullRequest implements Node & Comment { id: ID!, lastEditedAt: DateTime }
  type PullRequestReview implements Node & Comment { id: ID!, lastEditedAt: DateTime }
`);

/** As the emulator makes ids of what GitHub calls comments: an issue's and a pull request's own words are some, too. */
const commentId = /^0:(Issue|IssueComment|PullRequest|PullRequestReview)\d+$/;

/** What the REST API does not tell. */
export function graphqlRoutes({ access, edits }: GraphqlDeps): Route[] {
  const root = {
    node: ({ id }: { readonly id: string }) => {
      const [, type] = commentId.exec(Buffer.from(id, 'base64').toString('utf8')) ?? [];
      return type === undefined ? null : { __typename: type, id, lastEditedAt: edits.lastEditedAt(id) };
    },
  };

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
