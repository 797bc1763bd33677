import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Migration {
  readonly number: number;
  /** File name without `.sql`. */
  readonly name: string;
  readonly sql: string;
  /** Of the SQL, with line ends as git stores them. */
  readonly sha256: string;
}

/** A file in engine/migrations is not named so that its place in the order is clear. */
export class MigrationMisnamed extends Error {
  override readonly name = 'MigrationMisnamed';

  constructor(readonly file: string) {
    super(
      `${file} is not a migration's name, or its number is taken: use NNNN-what-it-adds.sql, numbered without holes.`,
    );
  }
}

/** As far from src/records as from dist/records, so that tests and the built program find the same files. */
const FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url));

/** The migrations in order. Throws MigrationMisnamed. */
export function readMigrations(folder: string = FOLDER): readonly Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file, index) => {
      const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1]);
      if (number !== index + 1) throw new MigrationMisnamed(file);
      const sql = readFileSync(`${folder}/${file}`, 'utf8').replaceAll('\r\n', '\n');
      return {
        number,
        name: file.slice(0, -'.sql'.length),
        sql,
        sha256: createHash('sha256').update(sql).digest('hex'),
      };
    });
}
