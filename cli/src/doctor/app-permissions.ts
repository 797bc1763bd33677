/** What the GitHub App must be allowed to on the ops repo; docs/github-app.md says what for. */
export const appPermissions = {
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  checks: 'write',
  metadata: 'read',
} as const;
