import { AppNotInstalled } from './app-not-installed.js';
import type { AppOctokit, AppOctokits } from './app-octokit.js';
import { type Checks, createChecks } from './checks.js';
import { createEdits, type Edits } from './edits.js';
import { missingPermission } from './missing-permission.js';
import { type Comments, createComments } from './comments.js';
import { type Contents, createContents } from './contents.js';
import { createPeople, type People } from './people.js';
import { createPulls, type Pulls } from './pulls.js';
import { repositoryParts } from './repository.js';
import { isStatus } from './status.js';
import { createUpdates, type Updates } from './updates.js';

/** Everything we ask of GitHub about one repository. Users take the parts they need. */
export interface RepositoryClient {
  readonly comments: Comments;
  readonly pulls: Pulls;
  readonly contents: Contents;
  readonly checks: Checks;
  readonly people: People;
  readonly updates: Updates;
  readonly edits: Edits;
  /** The app's own login, `SLUG[bot]`. */
  readonly botLogin: string;
}

export interface GitHubClients {
  /** @throws {AppNotInstalled} */
  of(repository: string): Promise<RepositoryClient>;
  /** False where the app was removed, or is suspended. */
  isInstalled(repository: string): Promise<boolean>;
  /** Repositories of every installation of the app that is not suspended. */
  repositories(): Promise<
    { readonly repository: string; readonly installationId: number; readonly installedAt: string }[]
  >;
}

/** @param warn is told of an installation whose repositories GitHub does not list; the others' are. */
export function createGitHubClients(octokits: AppOctokits, warn: (message: string) => void = () => {}): GitHubClients {
  const clients = new Map<string, Promise<RepositoryClient>>();
  const watched = new WeakSet<AppOctokit>();
  let slug: Promise<string> | undefined;

  async function readSlug(): Promise<string> {
    const { data } = await octokits.app.request('GET /app');
    if (!data?.slug) throw new Error('GitHub does not tell the app its slug; check APP_ID and PRIVATE_KEY');
    return data.slug;
  }
  /** An app that was installed anew has another installation: all that was known of the old one is asked again. */
  function forgetWhenGone(octokit: AppOctokit): void {
    if (watched.has(octokit)) return;
    watched.add(octokit);
    octokit.hook.error('request', (error) => {
      if (installationIsGone(error)) clients.clear();
      throw error;
    });
  }
  /** Undefined where the app is not installed, or suspended. */
  async function installationOf(repository: string): Promise<{ readonly id: number } | undefined> {
    try {
      const { data } = await octokits.app.request('GET /repos/{owner}/{repo}/installation', {
        ...repositoryParts(repository),
      });
      return data.suspended_at == null ? data : undefined;
    } catch (error) {
      if (isStatus(error, 404)) return undefined;
      throw error;
    }
  }
  async function connect(repository: string): Promise<RepositoryClient> {
    const parts = repositoryParts(repository);
    slug ??= readSlug();
    const [name, installation] = await Promise.all([slug, installationOf(repository)]);
    if (installation === undefined) throw new AppNotInstalled(repository);
    const octokit = octokits.installation(installation.id);
    forgetWhenGone(octokit);
    return {
      comments: createComments(octokit, parts),
      pulls: createPulls(octokit, parts),
      contents: createContents(octokit, parts),
      checks: createChecks(octokit, parts),
      people: createPeople(octokit, parts),
      updates: createUpdates(octokit, parts),
      edits: createEdits(octokit),
      botLogin: `${name}[bot]`,
    };
  }
  return {
    of(repository) {
      const known = clients.get(repository);
      if (known !== undefined) return known;
      const client = connect(repository);
      clients.set(repository, client);
      client.catch(() => {
        // what failed is asked again next time
        clients.delete(repository);
        slug = undefined;
      });
      return client;
    },
    isInstalled: async (repository) => (await installationOf(repository)) !== undefined,
    async repositories() {
      const installations = await octokits.app.paginate('GET /app/installations', { per_page: 100 });
      const lists = await Promise.all(
        installations
          .filter((installation) => installation.suspended_at == null)
          .map(async (installation) => {
            try {
              return await repositoriesOf(installation);
            } catch (error) {
              warn(
                `installation ${installation.id} does not list its repositories: ${error instanceof Error ? error.message : String(error)}`,
              );
              return [];
            }
          }),
      );
      return lists.flat();
    },
  };

  async function repositoriesOf(installation: { readonly id: number; readonly created_at: string }) {
    const list = await octokits
      .installation(installation.id)
      .paginate('GET /installation/repositories', { per_page: 100 });
    return list.map((repository) => ({
      repository: repository.full_name,
      installationId: installation.id,
      installedAt: installation.created_at,
    }));
  }
}

/** Its tokens are refused, or it gives none any more; a suspended one is refused everything, for no permission's sake. */
export function installationIsGone(error: unknown): boolean {
  if (isStatus(error, 401) || missingPermission(error) === '') return true;
  const request = error instanceof Error && 'request' in error ? error.request : undefined;
  const url = typeof request === 'object' && request !== null && 'url' in request ? String(request.url) : '';
  return isStatus(error, 404) && url.endsWith('/access_tokens');
}
