import { AppNotInstalled } from './app-not-installed.js';

/** `owner/name`, as GitHub spells it. */
export type RepositoryName = `${string}/${string}`;

export interface RepositoryParts {
  readonly owner: string;
  readonly repo: string;
}

/** @throws {AppNotInstalled} when the text is no `owner/name`: GitHub has no such repository, and no retry finds one. */
export function repositoryParts(repository: string): RepositoryParts {
  const match = /^([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)\/(?!\.{1,2}$)([A-Za-z0-9._-]+)$/.exec(repository);
  if (match?.[1] === undefined || match[2] === undefined) throw new AppNotInstalled(repository);
  return { owner: match[1], repo: match[2] };
}
