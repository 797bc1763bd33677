/** The app is not, or no longer, installed on a repository, or was suspended there. No retry mends that. */
export class AppNotInstalled extends Error {
  override readonly name = 'AppNotInstalled';
  constructor(
    readonly repository: string,
    options: { readonly cause?: unknown } = {},
  ) {
    super(
      `the app is not installed on ${repository}, or is suspended there; an administrator installs it again in the settings of the repository's owner, under GitHub Apps`,
      options,
    );
  }
}
