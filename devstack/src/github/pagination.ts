import type { ApiRequest } from './api.js';

export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

export interface PageLimits {
  readonly perPage?: number;
  readonly maxPerPage?: number;
}

/** One page of a list and its Link header, as GitHub pages: 30 to a page and 100 at most, unless the route differs. */
export function paginate<T>(
  all: readonly T[],
  request: Pick<ApiRequest, 'query' | 'target'>,
  baseUrl: string,
  { perPage = 30, maxPerPage = 100 }: PageLimits = {},
): Page<T> {
  const size = bounded(request.query.get('per_page'), perPage, maxPerPage);
  const page = bounded(request.query.get('page'), 1, Number.MAX_SAFE_INTEGER);
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = (to: number, rel: string) => {
    const url = new URL(request.target, baseUrl);
    url.searchParams.set('page', String(to));
    return `<${url}>; rel="${rel}"`;
  };
  const links: string[] = [];
  if (page > 1) links.push(link(Math.min(page - 1, last), 'prev'));
  if (page < last) links.push(link(page + 1, 'next'), link(last, 'last'));
  if (page > 1) links.push(link(1, 'first'));
  return {
    items: all.slice((page - 1) * size, page * size),
    headers: links.length === 0 ? {} : { link: links.join(', ') },
  };
}

function bounded(text: string | null, otherwise: number, most: number): number {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isFinite(value) && value >= 1 ? Math.min(value, most) : otherwise;
}
