import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import MarkdownIt from 'markdown-it';

const read = (name) => readFile(fileURLToPath(import.meta.resolve(name)), 'utf8');
const [css, mermaid] = await Promise.all([
  read('github-markdown-css/github-markdown-light.css'),
  read('mermaid/dist/mermaid.min.js'),
]);

/** As GitHub: HTML stays, line breaks of comments count, addresses become links, and Mermaid's blocks are drawn. */
const markdown = new MarkdownIt({ html: true, linkify: true, breaks: true });
const plainFence = markdown.renderer.rules.fence;
markdown.renderer.rules.fence = (tokens, index, ...rest) => {
  const { info, content } = tokens[index];
  return info.trim() === 'mermaid'
    ? `<pre class="mermaid">${markdown.utils.escapeHtml(content)}</pre>`
    : plainFence(tokens, index, ...rest);
};
const escapeHtml = markdown.utils.escapeHtml;

const frame = `
*{box-sizing:border-box}body{margin:0;background:#fff;font:14px/1.5 -apple-system,"Segoe UI","Noto Sans",Helvetica,Arial,sans-serif;color:#1f2328}
main{max-width:920px;margin:0 auto;padding:16px}h1{font-size:26px;font-weight:400;margin:0 0 8px}h1 .muted{font-weight:300}.muted{color:#59636e}
.state{display:inline-block;border-radius:2em;padding:5px 12px;color:#fff;background:#1f883d;font-weight:500}.state.merged{background:#8250df}.state.issue{background:#1f883d}
.meta{padding-bottom:16px;border-bottom:1px solid #d1d9e0;margin-bottom:16px}.meta code{background:#ddf4ff;color:#0969da;border-radius:6px;padding:2px 6px;font-size:12px}
.box{border:1px solid #d1d9e0;border-radius:6px;margin:0 0 16px}.head{background:#f6f8fa;border-bottom:1px solid #d1d9e0;border-radius:6px 6px 0 0;padding:8px 16px;color:#59636e}
.head b{color:#1f2328}.bot{border:1px solid #d1d9e0;border-radius:2em;padding:0 6px;font-size:12px;margin-left:4px}.in{padding:16px}
.event{margin:0 0 16px 16px;color:#59636e}.event b{color:#1f2328}.react{margin:12px 0 0;border:1px solid #d1d9e0;border-radius:2em;display:inline-block;padding:0 8px;font-size:12px}
.check{border-top:1px solid #d1d9e0;padding:8px 16px}.check:first-child{border:0}
.markdown-body pre.mermaid{background:#fff;border:1px solid #d1d9e0;text-align:center}.markdown-body{font-size:14px}
@media(max-width:600px){main{padding:12px}.in{padding:12px 16px}h1{font-size:22px}}`;

/**
 * A conversation as github.com shows it, near enough to judge how it reads.
 *
 * @param {{ title: string, number: number, state: string, meta: string, entries: readonly Entry[] }} page
 * @typedef {{ login?: string, body?: string, event?: string, reactions?: string, checks?: readonly { name: string, title: string, ok: string }[] }} Entry
 */
export function githubPage({ title, number, state, meta, entries }) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<style>${css}${frame}</style></head><body><main>
<h1>${escapeHtml(title)} <span class="muted">#${number}</span></h1>
<div class="meta"><span class="state ${escapeHtml(state)}">${escapeHtml(state === 'issue' ? 'Open' : state[0].toUpperCase() + state.slice(1))}</span> ${meta}</div>
${entries.map(renderEntry).join('\n')}
</main><script>${mermaid}</script><script>mermaid.initialize({startOnLoad:false,securityLevel:'strict'});mermaid.run().then(()=>{document.body.dataset.drawn='yes'});</script></body></html>`;
}

function renderEntry({ login = '', body = '', event, reactions, checks }) {
  if (checks !== undefined)
    return `<div class="box">${checks.map((one) => `<div class="check">${one.ok} <b>${escapeHtml(one.name)}</b> <span class="muted">${escapeHtml(one.title)}</span></div>`).join('')}</div>`;
  const name = login.replace(/\[bot\]$/, '');
  const who = `<b>${escapeHtml(name)}</b>${name === login ? '' : '<span class="bot">bot</span>'}`;
  if (event !== undefined) return `<p class="event">${who} ${event}</p>`;
  const signs = reactions ? `<span class="react">${reactions}</span>` : '';
  return `<div class="box"><div class="head">${who} commented</div><div class="in"><div class="markdown-body">${markdown.render(body)}</div>${signs}</div></div>`;
}
