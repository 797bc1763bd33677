/** `owner/name`, as GitHub spells it. */
export type RepositoryName = `${string}/${string}`;

export interface RepositoryParts {
  readonly owner: string;
  readonly repo: string;
}

/** @throws {Error} when the text is not `owner/name`; such a name never comes from GitHub. */
export function repositoryParts(repository: string): RepositoryParts {
  const match = /^([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)\/([A-Za-z0-9._-]+)$/.exec(repository);
  if (match?.[1] === undefined || match[2] === undefined) throw new Error(`"${repository}" is not owner/name`);
  return { owner: match[1], repo: match[2] };
}
