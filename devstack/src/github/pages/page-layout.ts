import { escapeHtml } from './escape-html.js';

export interface PageParts {
  readonly title: string;
  readonly repository: string;
  /** Markup that is safe already. */
  readonly body: string;
}

const style = `
body{margin:0;font:15px/1.5 system-ui,sans-serif;color:#1f2328;background:#fff}
header{background:#f6f8fa;border-bottom:1px solid #d1d9e0;padding:12px 24px}
main{max-width:960px;margin:0 auto;padding:16px 24px 64px}
a{color:#0969da;text-decoration:none}a:hover{text-decoration:underline}
h1{font-size:24px;font-weight:500}.muted{color:#59636e}
.box{border:1px solid #d1d9e0;border-radius:8px;margin:16px 0;overflow:hidden}
.box>.head{background:#f6f8fa;border-bottom:1px solid #d1d9e0;padding:8px 16px}.box>.in{padding:4px 16px}
.state{display:inline-block;border-radius:16px;padding:3px 12px;color:#fff;background:#59636e;font-size:14px}
.state.open{background:#1a7f37}.state.merged{background:#8250df}.state.closed{background:#cf222e}
pre{background:#f6f8fa;border-radius:6px;padding:12px;overflow:auto;font:13px/1.45 ui-monospace,monospace}
code{font-family:ui-monospace,monospace;font-size:90%;background:#f0f2f4;border-radius:4px;padding:.1em .3em}pre code{background:none;padding:0}
table{border-collapse:collapse;margin:12px 0}td,th{border:1px solid #d1d9e0;padding:4px 10px;text-align:left}
details{margin:8px 0}summary{cursor:pointer}blockquote{margin:0;padding:0 12px;color:#59636e;border-left:4px solid #d1d9e0}
.add{background:#dafbe1;display:block}.del{background:#ffebe9;display:block}.hunk{color:#59636e;display:block}.same{display:block}
.diff{margin:0;border-radius:0;padding:0}.diff span{padding:0 12px}`;

/** A whole page. There is no script in it, and its policy lets none run. */
export function renderPage({ title, repository, body }: PageParts): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><header><a href="/${escapeHtml(repository)}"><b>${escapeHtml(repository)}</b></a> <span class="muted">GitHub for development</span></header>
<main>${body}</main></body></html>
`;
}
