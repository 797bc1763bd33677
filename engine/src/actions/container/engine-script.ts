import type { RemoteCommand } from '../../ssh/remote-execution.js';
import type { ActionContext, Localized, ServerFacts } from '../action.js';
import { rootWherePossible } from '../become.js';
import type { Report } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';

/**
 * `$engine` is docker or podman, whichever answers. Both take the same words and print the same templates, as far as
 * we use them.
 */
const ENGINE = `report
failing() { say problem "$1"; finish; exit 1; }
engine=
for one in docker podman; do
  if has "$one"; then
    if words=$("$one" ps -q 2>&1 >/dev/null); then engine=$one; break; fi
    printf '%s\\n' "$words" | tail -n 3 | cut -c 1-300 | quoted engine
    found=yes
  fi
done
if [ -z "$engine" ]; then if [ -n "\${found-}" ]; then failing engine; else failing no-engine; fi; fi
# What is called docker may be podman in its clothes.
if [ "$engine" = docker ]; then case $(docker --version 2>/dev/null) in podman*) engine=podman ;; esac; fi
say engine "$engine"
id_of() { "$engine" inspect --type container --format '{{.Id}}' "$1" 2>/dev/null; }
running() { [ "$("$engine" inspect --type container --format '{{.State.Running}}' "$1" 2>/dev/null)" = true ]; }
inspect() { "$engine" inspect --type container "$1" 2>/dev/null | tr -d '\\n' | quoted "$2"; }
`;

/** A script over the container engine of a server; as root where we may, since engines belong to it. */
export function engineCommand(
  script: { readonly text: string; readonly args: readonly string[]; readonly stdin?: Uint8Array },
  context: ActionContext,
): RemoteCommand {
  const { args, stdin } = script;
  return scriptCommand({
    text: ENGINE + script.text,
    args,
    ...(stdin === undefined ? {} : { stdin }),
    become: rootWherePossible(context),
    timeoutMs: context.timeoutMs,
  });
}

const NO_ENGINE: Localized = {
  en: 'neither docker nor podman is installed on this server',
  fr: "ni docker ni podman n'est installé sur ce serveur",
};

/** Known from a server's facts before anything starts. */
export const withoutEngine = (facts: ServerFacts): Localized | undefined =>
  facts.containerEngine === 'none' ? NO_ENGINE : undefined;

/** Why there is no engine to work with; undefined when that is not the problem. */
export function explainNoEngine(report: Report): Localized | undefined {
  switch (report.value('problem')) {
    case 'no-engine':
      return NO_ENGINE;
    case 'engine': {
      const line = report.lines('engine').findLast((text) => text.trim() !== '') ?? '';
      return {
        en: `the container engine does not answer: ${line}. Check that it runs, and sudo in the inventory`,
        fr: `le moteur de conteneurs ne répond pas : ${line}. Vérifiez qu'il tourne, et sudo dans l'inventaire`,
      };
    }
    default:
      return undefined;
  }
}
