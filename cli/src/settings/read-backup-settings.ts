import type { S3StorePlace } from '@chatops-commander/engine/backup/s3/s3-store';
import { BUCKET } from './text-checks.js';
import type { SettingName } from './setting.js';

/** A bucket for backups, and the secret with the key to it. */
export interface BucketSettings {
  readonly place: S3StorePlace;
  /** `secret:NAME` of ACCESS_KEY_ID:SECRET_ACCESS_KEY. */
  readonly key: string;
}

/** Undefined: a folder of CHATOPS_DATA_DIR. */
export function readBackupSettings(
  get: (name: SettingName) => string | undefined,
  problems: string[],
): BucketSettings | undefined {
  const text = get('CHATOPS_BACKUPS');
  if (text === undefined) return undefined;
  const [, bucket = '', prefix = ''] = BUCKET.exec(text) ?? [];
  const key = get('CHATOPS_S3_KEY');
  if (key === undefined) problems.push('CHATOPS_S3_KEY is missing: secret:NAME of ACCESS_KEY_ID:SECRET_ACCESS_KEY');
  const region = get('CHATOPS_S3_REGION') ?? '';
  const pathStyle = get('CHATOPS_S3_PATH_STYLE') ?? 'true';
  return {
    place: {
      endpoint: get('CHATOPS_S3_ENDPOINT') ?? `https://s3.${region}.amazonaws.com`,
      region,
      bucket,
      prefix: prefix === '' ? '' : `${prefix}/`,
      pathStyle: pathStyle === 'true' || pathStyle === '1' || pathStyle === 'on',
    },
    key: key ?? '',
  };
}
