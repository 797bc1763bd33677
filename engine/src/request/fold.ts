/** Lower case without accents, ligatures and typographic variants, for comparing what people type. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[‘’ʼ´]/g, "'")
    .replace(/[‐‑‒–—−]/g, '-');
