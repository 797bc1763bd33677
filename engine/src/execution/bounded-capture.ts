export interface BoundedCapture {
  add(bytes: Buffer): void;
  /** The whole stream, or its beginning and its end with a line between them that says how much is missing. */
  take(): { readonly bytes: Buffer; readonly truncated: boolean };
}

/** Keeps the first and the last bytes of a stream of any length in flat memory. */
export function createBoundedCapture(bounds: { readonly head: number; readonly tail: number }): BoundedCapture {
  let head: Buffer[] = [];
  let headBytes = 0;
  let tail: Buffer[] = [];
  let tailBytes = 0;
  let total = 0;
  return {
    add(bytes) {
      total += bytes.length;
      const room = Math.min(bounds.head - headBytes, bytes.length);
      if (room > 0) {
        head.push(bytes.subarray(0, room));
        headBytes += room;
      }
      const rest = bytes.subarray(room).subarray(-bounds.tail);
      if (rest.length === 0) return;
      tail.push(rest);
      tailBytes += rest.length;
      while (tailBytes - (tail[0]?.length ?? 0) >= bounds.tail) tailBytes -= tail.shift()?.length ?? 0;
    },
    take() {
      const first = Buffer.concat(head);
      const last = Buffer.concat(tail).subarray(-bounds.tail);
      head = [first];
      tail = [last];
      tailBytes = last.length;
      const missing = total - first.length - last.length;
      if (missing === 0) return { bytes: Buffer.concat([first, last]), truncated: false };
      return {
        bytes: Buffer.concat([first, Buffer.from(`\n[… ${missing} bytes left out …]\n`), last]),
        truncated: true,
      };
    },
  };
}
