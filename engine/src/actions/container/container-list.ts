import type { CommandAction, StepResult } from '../action.js';
import { failed, unreadable } from '../failed-result.js';
import { sameText } from '../localized.js';
import { parseReport } from '../report-lines.js';
import { engineCommand, explainNoEngine, withoutEngine } from './engine-script.js';

/** The last field may hold anything; names and images cannot hold the bar. `.State` is the same as `.Status` in podman 4. */
const SCRIPT = `"$engine" ps -a --no-trunc --format '{{.ID}}|{{.Names}}|{{.Image}}|{{.Status}}' 2>/dev/null |
  head -n 1000 | quoted container
finish
`;

export const containerList: CommandAction = {
  kind: 'command',
  name: 'container.list',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'All containers of a server, with image and state',
    fr: "Tous les conteneurs d'un serveur, avec image et état",
  },
  input: { type: 'object', additionalProperties: false, properties: {} },
  describe: () => ({ en: 'Lists the containers', fr: 'Liste les conteneurs' }),
  undo: { en: 'Nothing to undo: it only reads.', fr: "Rien à annuler : c'est une lecture." },
  unsupported: withoutEngine,
  defaultTimeoutMs: 30_000,
  command: (_input, context) => engineCommand({ text: SCRIPT, args: [] }, context),
  parse(result): StepResult {
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, sameText('container.list'));
    const problem = explainNoEngine(report);
    if (problem !== undefined) return failed(problem);
    const containers = report.lines('container').flatMap((line) => {
      const [id, name, image, ...rest] = line.split('|');
      if (id === undefined || name === undefined || image === undefined) return [];
      const status = rest.join('|');
      return [{ id, name, image, state: stateOf(status), status }];
    });
    const running = containers.filter(({ state }) => state === 'running').length;
    return {
      kind: 'done',
      changed: false,
      outputs: { engine: report.value('engine') ?? null, containers, count: containers.length, running },
      summary: {
        en: `${containers.length} containers, ${running} running`,
        fr: `${containers.length} conteneurs, ${running} en marche`,
      },
    };
  },
};

/** "Up 3 hours (Paused)", "Exited (0) 2 days ago", "Created": the words of both engines. */
function stateOf(status: string): string {
  if (/\(paused\)|^paused/i.test(status)) return 'paused';
  if (/^up\b/i.test(status)) return 'running';
  return /^[a-z]+/i.exec(status)?.[0].toLowerCase() ?? 'unknown';
}
