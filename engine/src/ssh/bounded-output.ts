/** Keeps the first `maxBytes` of a stream and knows how much more there was. */
export function createBoundedOutput(maxBytes: number) {
  const chunks: Buffer[] = [];
  let seen = 0;
  return {
    add(bytes: Buffer): void {
      const room = maxBytes - seen;
      if (room > 0) chunks.push(bytes.length <= room ? bytes : bytes.subarray(0, room));
      seen += bytes.length;
    },
    bytes: (): Buffer => Buffer.concat(chunks),
    isTruncated: (): boolean => seen > maxBytes,
    /** Bytes dropped so far. */
    excess: (): number => Math.max(0, seen - maxBytes),
  };
}
