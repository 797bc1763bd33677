/** The file, in the server's home, that the first remote command of a run writes the server's clock to. */
export const STAMPS = 'bench-stamps';
export const STEPS = 20;

const runbook = (name, title, trigger, steps) => `apiVersion: chatops-commander/v1
kind: Runbook
metadata:
  name: ${name}
  title: { en: "${title}", fr: "${title}" }
spec:
  triggers:
    en: ["${trigger} on {servers}"]
    fr: ["${trigger} sur {servers}"]
  onFailure: stop
  steps:
${steps.map((argv, index) => `    - { id: s${index + 1}, uses: shell.run, with: { argv: ${JSON.stringify(argv)} } }`).join('\n')}
`;

/** Library runbooks of the bench: one command that says when it started, and twenty that do nothing. */
export const benchRunbooks = {
  'runbooks/stamp-clock.yaml': runbook('stamp-clock', 'Stamp the clock', 'stamp the clock', [
    ['sh', '-c', `date +%s%N >> "$HOME/${STAMPS}"`],
  ]),
  'runbooks/twenty-steps.yaml': runbook(
    'twenty-steps',
    'Take twenty steps',
    'take twenty steps',
    Array.from({ length: STEPS }, () => ['true']),
  ),
};
