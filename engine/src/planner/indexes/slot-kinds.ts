/** What an input is filled with, told by its name; see docs/writing-runbooks.md. */
export type SlotKind =
  | 'service'
  | 'place'
  | 'url'
  | 'path'
  | 'paths'
  | 'command'
  | 'content'
  | 'text'
  | 'line'
  | 'count'
  | 'keep'
  | 'since'
  | 'older'
  | 'within'
  | 'package'
  | 'container'
  | 'image'
  | 'tag'
  | 'version'
  | 'database'
  | 'sql'
  | 'user'
  | 'port'
  | 'host'
  | 'backup'
  | 'script'
  | 'key'
  | 'checksum'
  | 'status'
  | 'name';

const kinds: readonly (readonly [SlotKind, RegExp])[] = [
  ['service', /^(?:service|unit|daemon)$/],
  ['place', /^(?:servers?|targets?|machines?|nodes?|on|where)$/],
  ['url', /^(?:url|address|endpoint|artifact|artifact_url|link)$/],
  ['paths', /^(?:paths|files|folders|directories)$/],
  ['path', /^(?:path|file|directory|folder|dir|mount|log_?file|destination)$/],
  ['command', /^(?:command|cmd|argv)$/],
  ['content', /^(?:content|body|lines_to_write)$/],
  [
    'text',
    /^(?:text|pattern|literal|search|contains|match|needle|string|message|phrase|filter|word|words|query_text)$/,
  ],
  ['line', /^(?:line|entry)$/],
  ['count', /^(?:lines|count|n|top|largest|limit|number|processes|rows|how_many|max|first)$/],
  ['keep', /^(?:keep|keep_\w+|retain|copies|releases)$/],
  ['since', /^(?:since|from_time|start|period|last)$/],
  ['older', /^(?:older|older_?than|age|before|days|max_?age|keep_?days|min_?age)$/],
  ['within', /^(?:within|timeout|duration|for|every|wait)$/],
  ['package', /^(?:packages?|pkgs?)$/],
  ['container', /^containers?$/],
  ['image', /^image$/],
  ['tag', /^tag$/],
  ['version', /^(?:version|release|to_version|ref)$/],
  ['database', /^(?:database|db|dbname|db_name|schema)$/],
  ['sql', /^(?:sql|query|statement|request)$/],
  ['user', /^(?:user|login|account|username|owner)$/],
  ['port', /^port$/],
  ['host', /^(?:host|domain|hostname|fqdn|target_host|dns_name|host_name|site)$/],
  ['backup', /^(?:backup|backup_id|id|snapshot)$/],
  ['script', /^script$/],
  ['key', /^(?:key|public_key|ssh_key)$/],
  ['checksum', /^(?:sha256|checksum|digest)$/],
  ['status', /^(?:status|code|expected)$/],
];

export const slotKind = (name: string): SlotKind => kinds.find(([, pattern]) => pattern.test(name))?.[0] ?? 'name';
