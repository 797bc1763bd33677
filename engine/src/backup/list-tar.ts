/** One member of an archive. */
export interface TarEntry {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly bytes: number;
}

/** The archive is damaged or cut short. */
export class DamagedArchive extends Error {
  constructor(
    readonly because: string,
    readonly offset: number,
  ) {
    super(`The archive is damaged at byte ${offset}: ${because}. Take the backup again before relying on it.`);
    this.name = 'DamagedArchive';
  }
}

const BLOCK = 512;

/**
 * Lists an uncompressed tar archive while it streams by, in flat memory: POSIX ustar with GNU and pax long names, as
 * written by GNU tar and busybox. Every header's checksum is compared and the end mark must be there, so that an
 * archive cut at any byte is found. Throws DamagedArchive.
 */
export async function* listTar(archive: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const reader = createBlockReader(archive);
  let longName: string | undefined;
  for (;;) {
    const header = await reader.take(BLOCK);
    if (header.every((byte) => byte === 0)) {
      for (;;) if (!(await reader.skipRest())) return;
    }
    checkHeader(header, reader.offset() - BLOCK);
    const size = sizeOf(header, reader.offset());
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === 'L' || type === 'x') {
      const data = await reader.take(padded(size));
      longName = type === 'L' ? textOf(data.subarray(0, size)) : (paxPath(data.subarray(0, size)) ?? longName);
      continue;
    }
    await reader.skip(padded(size));
    if (type === 'K' || type === 'g') continue;
    yield { path: longName ?? shortName(header), kind: kindOf(type), bytes: size };
    longName = undefined;
  }
}

function checkHeader(header: Buffer, offset: number): void {
  const stated = Number.parseInt(textOf(header.subarray(148, 156)).trim(), 8);
  // The checksum counts its own field as eight spaces.
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
  if (stated !== sum) throw new DamagedArchive('the checksum of a header does not match', offset);
}

/** Octal text, or GNU's big-endian binary when the first bit is set. */
function sizeOf(header: Buffer, offset: number): number {
  const field = header.subarray(124, 136);
  const size =
    (field[0] ?? 0) >= 0x80
      ? Number(BigInt(`0x${field.subarray(4).toString('hex')}`))
      : Number.parseInt(textOf(field).trim() || '0', 8);
  if (!Number.isSafeInteger(size) || size < 0) throw new DamagedArchive('a member has no readable size', offset);
  return size;
}

function shortName(header: Buffer): string {
  const name = textOf(header.subarray(0, 100));
  // GNU's own format keeps other things where ustar has the prefix.
  const isUstar = header.subarray(257, 263).toString('latin1') === 'ustar\0';
  const prefix = isUstar ? textOf(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Records are "LENGTH key=value\n", the length in bytes and of the whole record. */
function paxPath(data: Buffer): string | undefined {
  let path: string | undefined;
  for (let start = 0; start < data.length; ) {
    const space = data.indexOf(0x20, start);
    const length = Number.parseInt(data.subarray(start, space).toString('latin1'), 10);
    if (space < 0 || !(length > 0)) return path;
    const record = data.subarray(space + 1, start + length - 1).toString('utf8');
    if (record.startsWith('path=')) path = record.slice('path='.length);
    start += length;
  }
  return path;
}

function kindOf(type: string): TarEntry['kind'] {
  if (type === '0' || type === '\0' || type === '7') return 'file';
  if (type === '5') return 'folder';
  return type === '1' || type === '2' ? 'link' : 'other';
}

const padded = (size: number): number => Math.ceil(size / BLOCK) * BLOCK;

function textOf(field: Buffer): string {
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? field.length : end).toString('utf8');
}

/** Takes exact spans from a stream of chunks of any size. Throws DamagedArchive at an early end. */
function createBlockReader(source: AsyncIterable<Uint8Array>) {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  let taken = 0;
  const more = async (): Promise<boolean> => {
    const next = await chunks.next();
    if (next.done === true) return false;
    rest = rest.length === 0 ? Buffer.from(next.value) : Buffer.concat([rest, next.value]);
    return true;
  };
  return {
    offset: () => taken,
    async take(length: number): Promise<Buffer> {
      while (rest.length < length)
        if (!(await more())) throw new DamagedArchive('it ends too early', taken + rest.length);
      const span = rest.subarray(0, length);
      rest = rest.subarray(length);
      taken += length;
      return span;
    },
    async skip(length: number): Promise<void> {
      for (let left = length; left > 0; ) {
        if (rest.length === 0 && !(await more())) throw new DamagedArchive('it ends too early', taken);
        const step = Math.min(left, rest.length);
        rest = rest.subarray(step);
        taken += step;
        left -= step;
      }
    },
    /** Passes over padding after the end mark, so that a compressed stream is read to its own check value. */
    async skipRest(): Promise<boolean> {
      taken += rest.length;
      rest = Buffer.alloc(0);
      return more();
    },
  };
}
