import { createAppOctokit } from '@chatops-commander/workflows/github/app-octokit';
import { createGitHubClients, type GitHubClients } from '@chatops-commander/workflows/github/repository-client';
import type { Logger } from 'pino';
import type { Settings } from '../settings/read-settings.js';

/** Clients of the configured GitHub App. */
export function openGitHub(github: NonNullable<Settings['github']>, log: Logger): GitHubClients {
  const quiet = {
    debug: (message: string) => log.trace(message),
    info: (message: string) => log.debug(message),
    warn: (message: string) => log.warn(message),
    error: (message: string) => log.debug(message),
  };
  return createGitHubClients(createAppOctokit(github, quiet), quiet.warn);
}
