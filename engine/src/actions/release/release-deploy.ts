import type { CommandAction, Outputs, StepResult, Undo } from '../action.js';
import { failed, unreadable } from '../failed-result.js';
import { objectInput, optionalInteger, textInput } from '../input-fields.js';
import { sameText } from '../localized.js';
import { parseReport } from '../report-lines.js';
import {
  explainReleaseFailure,
  RELEASE_FUNCTIONS,
  releaseCommand,
  releaseInputs,
  stateCommand,
  stateOutputs,
  versionSchema,
} from './release-script.js';
import { switchBack } from './switch-back.js';

const DEFAULT_KEEP = 5;

/** Own arguments: version, URL, sha256, how many releases stay, folders to leave out of the archive's names. */
const SCRIPT = `${RELEASE_FUNCTIONS}version=$(own 0 "$@") url=$(own 1 "$@") expected=$(own 2 "$@") keep=$(own 3 "$@") strip=$(own 4 "$@")
umask 022
new=$releases/.chatops-new-$$
trap 'rm -rf "$new" "$new.part"' EXIT
trap 'exit 143' HUP INT TERM
words=$(mkdir -p "$releases" 2>&1) || { told "$words"; failing folder; }
if [ -e "$releases/$version" ] || [ -h "$releases/$version" ]; then
  if [ "$(digest_of "$version")" != "$expected" ]; then failing other; fi
  say fetched no
else
  if has curl; then words=$(curl -fsSL --proto '=https,http' --proto-redir '=https,http' -o "$new.part" --url "$url" 2>&1)
  elif has wget; then words=$(wget -q -O "$new.part" "$url" 2>&1)
  else failing no-client; fi || { told "$words"; failing download; }
  if has sha256sum; then got=$(sha256sum <"$new.part"); elif has openssl; then got=$(openssl dgst -sha256 -r <"$new.part"); fi
  got=\${got%% *}
  if [ "$got" != "$expected" ]; then say sha256 "$got"; failing digest; fi
  set_strip=; if [ "$strip" -gt 0 ]; then set_strip=--strip-components=$strip; fi
  mkdir "$new" || failing folder
  words=$(tar -xof "$new.part" -C "$new" $set_strip 2>&1) || { told "$words"; failing unpack; }
  printf '%s\\n%s\\n' "$expected" "$(current)" >"$new/.chatops-release" || failing unpack
  chmod 755 "$new"
  sync "$new/.chatops-release" 2>/dev/null
  mv -T "$new" "$releases/$version" || failing unpack
  say bytes "$(wc -c <"$new.part" | tr -d ' ')"
  say fetched yes
fi
was=$(current)
if [ "$was" != "$version" ]; then switch "$version" "$@"; else say before "$was"; fi
# What a cut left of an old one lies under a name that is no release.
rm -rf "$releases"/.chatops-gone-*
# The newest stay, and whatever is needed to go back.
ls -1t "$releases" 2>/dev/null | while read -r one; do
  if [ ! -f "$releases/$one/.chatops-release" ]; then continue; fi
  count=$((\${count-0} + 1))
  if [ "$count" -le "$keep" ] || [ "$one" = "$version" ] || [ "$one" = "$was" ]; then continue; fi
  mv -T "$releases/$one" "$releases/.chatops-gone-$one" && rm -rf "$releases/.chatops-gone-$one" && printf '%s\\n' "$one"
done | quoted pruned
say now "$(current)"
finish
`;

export const releaseDeploy: CommandAction = {
  kind: 'command',
  name: 'release.deploy',
  effect: 'change',
  risk: 'high',
  summary: {
    en: 'Fetches an artifact, checks its sha256, unpacks it beside, switches the link at one stroke',
    fr: "Télécharge un artefact, vérifie son sha256, le décompresse à côté, bascule le lien d'un seul coup",
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'version', 'artifact'],
    properties: {
      ...releaseInputs,
      version: versionSchema,
      artifact: {
        description: 'A tar archive; the server fetches it.',
        type: 'object',
        additionalProperties: false,
        required: ['url', 'sha256'],
        properties: {
          // No user:password@ part: it would stand in git.
          url: {
            type: 'string',
            pattern: '^https?://[A-Za-z0-9.:_\\[\\]-]{1,260}(/[^\\s\\u0000-\\u001f]*)?$',
            maxLength: 1000,
          },
          sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
          strip: { type: 'integer', minimum: 0, maximum: 5 },
        },
      },
      keep: {
        description: `Releases that stay; ${DEFAULT_KEEP} when left out.`,
        type: 'integer',
        minimum: 1,
        maximum: 100,
      },
    },
  },
  reaches(input) {
    const url = new URL(textInput(objectInput(input, 'artifact'), 'url'));
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    return { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port };
  },
  describe(input) {
    const [name, version] = [textInput(input, 'name'), textInput(input, 'version')];
    return { en: `Deploys release ${version} of ${name}`, fr: `Déploie la version ${version} de ${name}` };
  },
  undo: {
    en: 'The link is set back to the release before, and the new one removed; releases beyond `keep` stay gone.',
    fr: 'Le lien revient à la version précédente et la nouvelle est supprimée ; celles au-delà de « keep » sont perdues.',
  },
  defaultTimeoutMs: 600_000,
  command(input, context) {
    const artifact = objectInput(input, 'artifact');
    const args = [
      textInput(input, 'version'),
      textInput(artifact, 'url'),
      textInput(artifact, 'sha256'),
      String(optionalInteger(input, 'keep') ?? DEFAULT_KEEP),
      String(optionalInteger(artifact, 'strip') ?? 0),
    ];
    return releaseCommand({ text: SCRIPT, args }, input, context);
  },
  parse(result, input): StepResult {
    const what = `${textInput(input, 'name')} ${textInput(input, 'version')}`;
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, sameText(what));
    if (report.value('problem') !== undefined) return failed(explainReleaseFailure({ what, report }));
    const before = report.value('before') ?? null;
    return {
      kind: 'done',
      changed: true,
      outputs: {
        version: textInput(input, 'version'),
        before,
        fetched: report.value('fetched') === 'yes',
        bytes: report.number('bytes') ?? null,
        pruned: report.lines('pruned'),
      },
      summary: {
        en: `${what} is current${before === null ? '' : `, ${before} before`}`,
        fr: `${what} est en place${before === null ? '' : `, ${before} avant`}`,
      },
    };
  },
  probe: {
    command: (input, context) => stateCommand(input, context),
    parse: (result) => stateOutputs(result.stdout),
    alreadySo(before, input) {
      const version = textInput(input, 'version');
      const sha256 = textInput(objectInput(input, 'artifact'), 'sha256');
      if (before.now !== version || digestIn(before, version) !== sha256) return undefined;
      const what = `${textInput(input, 'name')} ${version}`;
      return { en: `${what} is current already`, fr: `${what} est déjà en place` };
    },
    restored: (before, now) => before.known === true && before.now === now.now,
  },
  guard: ({ now = null }) => ({ now }),
  inverse(input, before): Undo {
    const [name, version] = [textInput(input, 'name'), textInput(input, 'version')];
    return switchBack(input, before, {
      version,
      remove: digestIn(before, version) === undefined,
      describe: {
        en: `Sets ${name} back to ${String(before.now ?? 'no release')}`,
        fr: `Remet ${name} à ${String(before.now ?? 'aucune version')}`,
      },
    });
  },
};

/** The digest of a release that was there. */
function digestIn(before: Outputs, version: string): string | undefined {
  const releases: unknown = before.releases;
  const found: unknown = Array.isArray(releases)
    ? releases.find(
        (one: unknown) => typeof one === 'object' && one !== null && Reflect.get(one, 'version') === version,
      )
    : undefined;
  const sha256: unknown = typeof found === 'object' && found !== null ? Reflect.get(found, 'sha256') : undefined;
  return typeof sha256 === 'string' ? sha256 : undefined;
}
