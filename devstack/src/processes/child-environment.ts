/** Our environment for a child of ours, without what a test runner or a debugger put there for this process alone. */
export function childEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, NODE_V8_COVERAGE: _coverage, VITEST: _vitest, ...rest } = process.env;
  return { ...rest, ...extra };
}
