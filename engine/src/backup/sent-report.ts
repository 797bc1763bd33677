/** What a server told after it had sent an archive. */
export interface SentReport {
  /** Hex; undefined where the server has no program that computes it, or was cut short. */
  readonly sha256: string | undefined;
  /** What the producer complained about, at most 50 lines. */
  readonly complaints: readonly string[];
  /** Single values of the script's own, such as the size of a database. */
  number(name: string): number | undefined;
}

const PREFIX = 'chatops-sent ';

/** Reads the standard error of a script that uses `send`. Lines that are not ours are complaints from before it. */
export function parseSentReport(stderr: Buffer): SentReport {
  const lines = stderr
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const told = lines.filter((line) => line.startsWith(PREFIX)).map((line) => line.slice(PREFIX.length));
  const value = (name: string) => told.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
  const sha256 = value('sha256');
  const complaints = told
    .filter((line) => line.startsWith('complaint|'))
    .map((line) => line.slice('complaint|'.length));
  return {
    sha256: sha256 !== undefined && /^[0-9a-f]{64}$/.test(sha256) ? sha256 : undefined,
    complaints: told.length > 0 ? complaints : lines,
    number(name) {
      const text = value(name);
      return text !== undefined && /^[0-9]{1,18}$/.test(text) ? Number(text) : undefined;
    },
  };
}
