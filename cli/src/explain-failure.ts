/** What writes a file that is often not there yet. */
const howToGet: Readonly<Record<string, string>> = {
  '.chatops/inventory.yaml': '`chatops init` writes one; --inventory FILE names another.',
  '.chatops/policy.yaml': '`chatops init` writes one; --policy FILE names another.',
};

function missingFile(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'path' in error)) return undefined;
  const path = String(error.path);
  return `${path} is not there. ${howToGet[path] ?? 'Check the path.'}`;
}

/** One paragraph for a person: our own errors say what to do by themselves; of others the message and its causes. */
export function explainFailure(error: unknown): string {
  const missing = missingFile(error);
  if (missing !== undefined) return `chatops: ${missing}`;
  const parts: string[] = [];
  for (let current: unknown = error; current instanceof Error && parts.length < 5; current = current.cause) {
    if (current instanceof AggregateError) parts.push(...current.errors.slice(0, 3).map(String));
    const text = current.message || current.name;
    if (text && !parts.some((part) => part.includes(text))) parts.push(text);
  }
  const message = parts.length === 0 ? String(error) : parts.join('\n  because: ');
  const debug = process.env.LOG_LEVEL === 'debug' && error instanceof Error ? `\n${error.stack}` : '';
  return `chatops: ${message}${debug}`;
}
