import { checkAgainstSchema } from '@chatops-commander/schemas';
import type { BackupManifest } from './backup-store.js';

const SCHEMA = {
  type: 'object',
  required: ['id', 'server', 'paths', 'content', 'packing', 'bytes', 'sha256', 'entries', 'createdAt', 'origin'],
  properties: {
    id: { type: 'string' },
    server: { type: 'string' },
    paths: { type: 'array', items: { type: 'string' } },
    exclude: { type: 'array', items: { type: 'string' } },
    database: {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', minLength: 1 },
        bytes: { type: 'integer', minimum: 0 },
        written: { type: 'integer', minimum: 0 },
        oid: { type: 'integer', minimum: 1 },
        port: { type: 'integer' },
        socket: { type: 'string' },
        user: { type: 'string' },
      },
    },
    content: { type: 'string', pattern: '^content-[0-9a-f]{16}$' },
    packing: { enum: ['tar', 'tar+gzip', 'tar+zstd', 'postgres'] },
    bytes: { type: 'integer', minimum: 0 },
    sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    sentSha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    unpackedBytes: { type: 'integer', minimum: 0 },
    encryption: {
      type: 'object',
      required: ['algorithm', 'key'],
      properties: { algorithm: { const: 'aes-256-gcm' }, key: { type: 'string', pattern: '^secret:' } },
    },
    entries: { type: 'integer', minimum: 0 },
    createdAt: { type: 'string' },
    origin: { type: 'object' },
  },
};

/** The manifest of a backup cannot be read, so the backup cannot be trusted. */
export class UnreadableManifest extends Error {
  constructor(
    readonly backup: string,
    readonly because: string,
    options?: ErrorOptions,
  ) {
    super(
      `The manifest of backup ${backup} cannot be read: ${because}. Restore it from another copy; do not restore from this backup without looking at it.`,
      options,
    );
    this.name = 'UnreadableManifest';
  }
}

/** Throws UnreadableManifest, also when it is another backup's. */
export function parseManifest(text: string, id: string): BackupManifest {
  const checked = checkAgainstSchema<BackupManifest>(SCHEMA, parseJson(text, id));
  if (!checked.ok) throw new UnreadableManifest(id, checked.findings[0]?.message.en ?? 'it has another form');
  if (checked.value.id !== id) throw new UnreadableManifest(id, `it belongs to ${checked.value.id}`);
  return checked.value;
}

function parseJson(text: string, id: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreadableManifest(id, 'it is not JSON', { cause: error });
  }
}
