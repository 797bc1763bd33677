import { visibleText } from '@chatops-commander/engine/report/visible-text';

export interface OutputTarget {
  readonly isTTY?: boolean;
  write(chunk: string | Uint8Array): unknown;
}

/**
 * Prints what servers printed: byte for byte into a file or a pipe; on a terminal only what a person would see, since
 * what a server prints could otherwise rewrite the screen or type for whoever looks.
 */
export function createOutputPrinter(target: OutputTarget) {
  let decoder = new TextDecoder();
  let rest = '';
  const show = (text: string): void => void (text !== '' && target.write(visibleText(text)));
  return {
    line: (text: string): void => void target.write(`${visibleText(text)}\n`),
    bytes(bytes: Uint8Array): void {
      if (target.isTTY !== true) {
        target.write(bytes);
        return;
      }
      // whole lines only: a sequence that is cut in two would not be recognised
      const text = rest + decoder.decode(bytes, { stream: true });
      const cut = text.lastIndexOf('\n') + 1;
      show(text.slice(0, cut));
      rest = text.slice(cut);
    },
    /** The stream ends here. */
    end(): void {
      show(rest + decoder.decode());
      rest = '';
      decoder = new TextDecoder();
    },
  };
}
