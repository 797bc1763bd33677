/** Where the one repository of the front is found. */
export interface RepositoryAddress {
  /** Base of the API and of the pages, without a slash at the end. */
  readonly baseUrl: string;
  readonly owner: string;
  readonly name: string;
  readonly fullName: string;
  readonly apiUrl: string;
  readonly htmlUrl: string;
}

export function repositoryAddress(baseUrl: string, owner: string, name: string): RepositoryAddress {
  const fullName = `${owner}/${name}`;
  return { baseUrl, owner, name, fullName, apiUrl: `${baseUrl}/repos/${fullName}`, htmlUrl: `${baseUrl}/${fullName}` };
}
