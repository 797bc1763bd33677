/** The id of a backup, as the step that made it gives it out. */
export const backupIdSchema = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$' } as const;

/** What every backup takes besides what it is of. */
export const backupOptions = {
  keep: {
    description: 'Afterwards, only so many of the newest backups of the same thing stay.',
    type: 'integer',
    minimum: 1,
    maximum: 1000,
  },
  encrypt: {
    description: 'secret:NAME of a key, 64 hexadecimal digits: AES-256-GCM, by the worker.',
    type: 'string',
    pattern: '^secret:[A-Za-z0-9][A-Za-z0-9._-]{0,99}$',
  },
} as const;
