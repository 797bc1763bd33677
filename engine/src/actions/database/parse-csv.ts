/**
 * Rows of CSV (RFC 4180), as psql prints it: fields with commas, quotes or line breaks stand in quotes, a quote twice.
 * Undefined for a text that ends within quotes.
 */
export function parseCsv(text: string): readonly (readonly string[])[] | undefined {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const field = takeField(text, at);
    if (field === undefined) return undefined;
    row.push(field.value);
    at = field.end + 1;
    if (text[field.end] !== ',') {
      rows.push(row);
      row = [];
    } else if (at >= text.length) row.push('');
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** One field, and where the comma or line break after it is. */
function takeField(text: string, start: number): { readonly value: string; readonly end: number } | undefined {
  if (text[start] !== '"') {
    const found = /[,\n]/g;
    found.lastIndex = start;
    const end = found.exec(text)?.index ?? text.length;
    return { value: text.slice(start, end).replace(/\r$/, ''), end };
  }
  let value = '';
  for (let at = start + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return undefined;
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}
