import type { RemoteCommand } from '../../ssh/remote-execution.js';
import type { ActionContext, Localized, Outputs } from '../action.js';
import { rootWherePossible } from '../become.js';
import { optionalText, textInput } from '../input-fields.js';
import { pathSchema, serviceNameSchema } from '../input-schemas.js';
import { parseReport, type Report } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';
import { serviceDriver } from '../service/service-driver.js';

/**
 * ROOT/releases/VERSION holds each release, ROOT/current is a link to one of them, replaced by one rename. A release of
 * ours has a file .chatops-release: the artifact's sha256, then the version that was current before it.
 *
 * $1: root, $2 to $5: how many words the service's status, restart, stop and start have; then these words.
 */
const FUNCTIONS = `root=$1 n_status=$2 n_restart=$3 n_stop=$4 n_start=$5; shift 5
link=$root/current releases=$root/releases
failing() { say problem "$1"; say now "$(current)"; finish; exit 1; }
current() { target=$(readlink "$link" 2>/dev/null) && printf '%s' "\${target#releases/}"; }
digest_of() { sed -n 1p "$releases/$1/.chatops-release" 2>/dev/null; }
before_of() { sed -n 2p "$releases/$1/.chatops-release" 2>/dev/null; }
told() { printf '%s\\n' "$1" | tail -n 5 | cut -c 1-400 | quoted words; }
call() { # SKIP COUNT WORD…
  skip=$1 count=$2; shift 2; shift "$skip"; left=$# at=0
  for word do at=$((at + 1)); if [ "$at" -le "$count" ]; then set -- "$@" "$word"; fi; done
  shift "$left"
  "$@"
}
runs() { call 0 "$n_status" "$@" >/dev/null 2>&1 </dev/null; }
nap() { sleep 0.3 2>/dev/null || sleep 1; }
restart() {
  if [ "$n_status" -eq 0 ]; then return 0; fi
  if [ "$n_restart" -gt 0 ]; then ( native; call "$n_status" "$n_restart" "$@" >&2 </dev/null ) || return 1
  else
    if runs "$@"; then ( native; call "$((n_status + n_restart))" "$n_stop" "$@" >&2 </dev/null ) || return 1; fi
    ( native; call "$((n_status + n_restart + n_stop))" "$n_start" "$@" >&2 </dev/null ) || return 1
  fi
  tries=0
  until runs "$@"; do if [ "$tries" -ge 15 ]; then return 1; fi; tries=$((tries + 1)); nap; done
  nap; runs "$@"
}
point_to() { # VERSION or ''
  if [ -z "$1" ]; then rm -f "$link"; return; fi
  rm -f "$link.chatops-new"
  ln -s "releases/$1" "$link.chatops-new" && mv -T "$link.chatops-new" "$link"
}
switch() { # VERSION WORD…
  wanted=$1 was=$(current); shift
  say before "$was"
  if ! words=$(point_to "$wanted" 2>&1); then told "$words"; failing link; fi
  if ! restart "$@"; then
    point_to "$was"
    if [ -z "$was" ] || restart "$@"; then say restored yes; fi
    failing service
  fi
}
report
if [ -e "$link" ] && [ ! -h "$link" ]; then failing not-a-link; fi
`;

/** Shows what is current, which releases there are, and how many of the two folders: root, and releases in it. */
const STATE = `${FUNCTIONS}say now "$(current)"
if [ -d "$releases" ]; then say folders 2; elif [ -d "$root" ]; then say folders 1; else say folders 0; fi
for one in "$releases"/*/; do
  one=\${one%/}; one=\${one##*/}
  if [ -f "$releases/$one/.chatops-release" ]; then printf '%s %s %s\\n' "$one" "$(digest_of "$one")" "$(before_of "$one")"; fi
done | tail -n 200 | quoted release
finish
`;

export const releaseInputs = {
  name: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' },
  path: { ...pathSchema, description: 'Holds `releases` and `current`; /srv/NAME when left out.' },
  service: { ...serviceNameSchema, description: 'Restarted after the switch.' },
} as const;
export const versionSchema = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}$' } as const;

export const releaseRoot = (input: Outputs): string =>
  (optionalText(input, 'path') ?? `/srv/${textInput(input, 'name')}`).replace(/(.)\/+$/, '$1');

/** A script over a release folder. Its own arguments come after the service's words: `$1`… there. */
export function releaseCommand(
  script: { readonly text: string; readonly args: readonly string[] },
  input: Outputs,
  context: ActionContext,
): RemoteCommand {
  const service = optionalText(input, 'service');
  const driver = service === undefined ? undefined : serviceDriver(service, context);
  const lists =
    driver === undefined ? [[], [], [], []] : [driver.status, driver.restart ?? [], driver.stop, driver.start];
  return scriptCommand({
    text: script.text,
    args: [releaseRoot(input), ...lists.map((list) => String(list.length)), ...lists.flat(), ...script.args],
    become: driver?.become === 'login-user' ? 'login-user' : rootWherePossible(context),
    timeoutMs: context.timeoutMs,
  });
}

/** `words` is how many words of the service come before a script's own arguments. */
export const RELEASE_FUNCTIONS = `${FUNCTIONS}words_count=$((n_status + n_restart + n_stop + n_start))
own() { nth=$1; shift; shift "$words_count"; shift "$nth"; printf '%s' "\${1-}"; }
`;

export const stateCommand = (input: Outputs, context: ActionContext): RemoteCommand =>
  releaseCommand({ text: STATE, args: [] }, input, context);

export interface ReleaseState {
  readonly now: string | undefined;
  readonly releases: readonly { readonly version: string; readonly sha256: string; readonly before: string }[];
}

export function readReleases(report: Report): ReleaseState {
  const releases = report.lines('release').flatMap((line) => {
    const [version = '', sha256 = '', before = ''] = line.split(' ');
    return version === '' ? [] : [{ version, sha256, before }];
  });
  return { now: report.value('now'), releases };
}

/** What a probe keeps: `known` false when the answer cannot be read. */
export function stateOutputs(stdout: Buffer): Outputs {
  const report = parseReport(stdout);
  if (report === undefined || report.value('problem') !== undefined) return { known: false };
  const { now, releases } = readReleases(report);
  const before = releases.find(({ version }) => version === now)?.before;
  return {
    known: true,
    now: now ?? null,
    previous: before === undefined || before === '' ? null : before,
    releases: releases.map(({ version, sha256 }) => ({ version, sha256 })),
    folders: Number(report.value('folders') ?? 2),
  };
}

/** Why a release was not put in place, and what is current. */
export function explainReleaseFailure(facts: { readonly what: string; readonly report: Report }): Localized {
  const { what, report } = facts;
  const now = report.value('now');
  const line = report.lines('words').findLast((text) => text.trim() !== '');
  const detail = line === undefined ? { en: '', fr: '' } : { en: `: ${line}`, fr: ` : ${line}` };
  const stays =
    now === undefined
      ? { en: 'no release is current', fr: "aucune version n'est en place" }
      : { en: `${now} stays current`, fr: `${now} reste en place` };
  const say = (en: string, fr: string): Localized => ({
    en: `${what}: ${en}; ${stays.en}${detail.en}`,
    fr: `${what} : ${fr} ; ${stays.fr}${detail.fr}`,
  });
  switch (report.value('problem')) {
    case 'download':
      return say('the artifact could not be fetched', "l'artefact n'a pas pu être téléchargé");
    case 'no-client':
      return say('the server has neither curl nor wget', "le serveur n'a ni curl ni wget");
    case 'digest':
      return say(
        `the artifact has another sha256 than the runbook says (${report.value('sha256') ?? '?'})`,
        `l'artefact n'a pas le sha256 du runbook (${report.value('sha256') ?? '?'})`,
      );
    case 'other':
      return say(
        'a release of this version with another content is there already',
        'une version de ce nom, avec un autre contenu, existe déjà',
      );
    case 'unpack':
      return say('the artifact could not be unpacked', "l'artefact n'a pas pu être décompressé");
    case 'not-a-link':
      return say('`current` is there and is not a link', '« current » existe et n’est pas un lien');
    case 'missing':
      return say('there is no such release on the server', "cette version n'existe pas sur le serveur");
    case 'service':
      return report.value('restored') === 'yes'
        ? say('the service did not run with it, the link was set back', "le service n'a pas tenu, le lien a été remis")
        : say(
            'the service does not run, not even with the release before. Look at the server',
            'le service ne tourne pas, même avec la version précédente. Regardez le serveur',
          );
    default:
      return say(`it could not be put in place (${report.value('problem') ?? '?'})`, "la mise en place n'a pas abouti");
  }
}
