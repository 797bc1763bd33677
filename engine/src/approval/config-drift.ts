/** How the default branch's policy or inventory stands to the version in force. */
export type ConfigDrift =
  | { readonly kind: 'none' }
  /** The branch holds another version, which has no effect: it came by a direct push or an unapproved merge. */
  | { readonly kind: 'not-in-force'; readonly inForce: string; readonly branch: string }
  | { readonly kind: 'removed'; readonly inForce: string }
  | { readonly kind: 'never-accepted'; readonly branch: string };

/** Compares the digest in force with the one on the default branch, each undefined where there is none. */
export function configDrift(inForce: string | undefined, branch: string | undefined): ConfigDrift {
  if (inForce === branch) return { kind: 'none' };
  if (inForce === undefined) return branch === undefined ? { kind: 'none' } : { kind: 'never-accepted', branch };
  return branch === undefined ? { kind: 'removed', inForce } : { kind: 'not-in-force', inForce, branch };
}
