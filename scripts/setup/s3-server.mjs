/** A store that speaks S3 over a folder (Versity's gateway), which the tests put backups into. */
export const s3Server = {
  name: 'versitygw',
  version: '1.8.0',
  module: 'github.com/versity/versitygw/cmd/versitygw',
  variable: 'VERSITYGW',
  label: "building Versity's S3 gateway 1.8.0 with Go, about 1 minute",
};
