import type { Readable } from 'node:stream';

/** Takes bytes; a promise holds back the sender. */
export type Sink = (bytes: Buffer) => void | Promise<void>;

/** Reads one stream of an agent: raw bytes between marks. One caller at a time. */
export interface MarkReader {
  /** Gives the bytes before the next mark to `sink` and returns the mark's text; undefined when the stream ended first. */
  nextMark(sink: Sink): Promise<string | undefined>;
  /** What follows the last mark, unframed, to the end. */
  rest(): AsyncGenerator<Buffer, void, undefined>;
}

const NEWLINE = 0x0a;
const LONGEST_MARK = 64 * 1024;

/**
 * A mark is `\n<nonce> <text>\n`. The nonce has 128 random bits that nothing on the server but the agent knows, so what
 * a command prints can't be taken for one.
 */
export function createMarkReader(stream: Readable, nonce: string): MarkReader {
  const mark = Buffer.from(`\n${nonce} `);
  const chunks = stream.iterator({ destroyOnReturn: false });
  let held: Buffer = Buffer.alloc(0);

  /** False at the end. A stream that breaks ends: why it did is known to its connection. */
  const more = async (): Promise<boolean> => {
    try {
      const next: IteratorResult<Buffer, unknown> = await chunks.next();
      if (next.done === true) return false;
      held = held.length === 0 ? next.value : Buffer.concat([held, next.value]);
      return true;
    } catch {
      return false;
    }
  };

  return {
    async nextMark(sink) {
      for (;;) {
        const at = held.indexOf(mark);
        if (at === -1) {
          const sure = held.length - lengthOfTailThatMayBegin(mark, held);
          if (sure > 0) {
            const bytes = held.subarray(0, sure);
            held = held.subarray(sure);
            await sink(bytes);
          }
          if (await more()) continue;
          if (held.length > 0) await sink(held);
          held = Buffer.alloc(0);
          return undefined;
        }
        if (at > 0) await sink(held.subarray(0, at));
        held = held.subarray(at + mark.length);
        let end = held.indexOf(NEWLINE);
        while (end === -1) {
          if (held.length > LONGEST_MARK || !(await more())) return undefined;
          end = held.indexOf(NEWLINE);
        }
        const text = held.toString('utf8', 0, end);
        held = held.subarray(end + 1);
        return text;
      }
    },
    async *rest() {
      if (held.length > 0) yield held;
      held = Buffer.alloc(0);
      while (await more()) {
        const bytes = held;
        held = Buffer.alloc(0);
        yield bytes;
      }
    },
  };
}

/** How many of the last bytes could be the first ones of a mark whose other half is still under way. */
function lengthOfTailThatMayBegin(mark: Buffer, bytes: Buffer): number {
  const longest = Math.min(mark.length - 1, bytes.length);
  const from = bytes.indexOf(mark[0] ?? NEWLINE, bytes.length - longest);
  for (let start = from; start !== -1; start = bytes.indexOf(mark[0] ?? NEWLINE, start + 1)) {
    const tail = bytes.subarray(start);
    if (tail.length < mark.length && mark.subarray(0, tail.length).equals(tail)) return tail.length;
  }
  return 0;
}
