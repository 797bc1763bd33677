/**
 * Whether an argv is what a pattern of the policy allows: equal argument by argument, where `*` stands for exactly one
 * argument that is not an option. A template matches nothing: what it will be is not known here.
 */
export function matchesArgv(argv: readonly string[], pattern: readonly string[]): boolean {
  return (
    argv.length === pattern.length &&
    argv.every((argument, index) => {
      if (argument.includes('${{')) return false;
      return pattern[index] === '*' ? argument !== '' && !argument.startsWith('-') : argument === pattern[index];
    })
  );
}
