const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/**
 * The text of the first element of that name. S3's answers are flat lists of elements without attributes, and keys are
 * asked for URL-encoded, so that no more of XML is met than this.
 */
export function textOf(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`).exec(xml)?.[1];
  return found?.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|quot|apos|amp));/g, (_all, decimal, hex, named) =>
    named === undefined
      ? character(Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10))
      : (ENTITIES[named] ?? ''),
  );
}

/** The insides of every element of that name. */
export const partsOf = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map(([, inside]) => inside ?? '');

export const escapeXml = (text: string): string => text.replace(/[<>"'&]/g, (one) => `&#${one.charCodeAt(0)};`);

const character = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
