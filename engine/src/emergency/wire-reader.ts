/** What was to be SSH's wire format ends too soon, or says something else. */
export class MalformedSshData extends Error {
  override readonly name = 'MalformedSshData';
  constructor(readonly problem: string) {
    super(`not in SSH's format: ${problem}; make the signature anew`);
  }
}

/** Reads SSH's data types one after the other (RFC 4251, 5). Every read throws MalformedSshData past the end. */
export function createWireReader(data: Buffer) {
  let at = 0;
  const take = (length: number): Buffer => {
    if (at + length > data.length) throw new MalformedSshData('it ends too soon');
    at += length;
    return data.subarray(at - length, at);
  };
  const uint32 = (): number => take(4).readUInt32BE(0);
  const string = (): Buffer => take(uint32());
  return {
    take,
    uint32,
    string,
    text: (): string => string().toString('latin1'),
    /** An unsigned number in so many bytes, or in as many as it has. */
    unsigned(length?: number): Buffer {
      const bytes = string();
      const start = bytes.findIndex((byte) => byte !== 0);
      const digits = start < 0 ? Buffer.alloc(0) : bytes.subarray(start);
      if (length === undefined) return digits;
      if (digits.length > length) throw new MalformedSshData('a number is too large');
      return Buffer.concat([Buffer.alloc(length - digits.length), digits]);
    },
    rest: (): Buffer => take(data.length - at),
    end(): void {
      if (at !== data.length) throw new MalformedSshData('something follows its end');
    },
  };
}
export type WireReader = ReturnType<typeof createWireReader>;

/** A string in SSH's format. */
export function wireString(content: Buffer | string): Buffer {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
