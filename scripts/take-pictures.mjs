import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Takes docs/images anew: the demo's own conversations, rendered as GitHub does, in Debian's Chromium. What it needs
// besides (a Markdown renderer, Mermaid) is installed into a folder of its own, so that nobody else has to wait for it.
const folder = fileURLToPath(new URL('pictures/', import.meta.url));
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(chromium)) {
  console.error(`There is no ${chromium}. As root: apt-get install chromium fonts-noto-color-emoji; or set CHROMIUM.`);
  process.exit(1);
}
if (!existsSync(`${folder}node_modules`)) run('npm', ['ci', '--ignore-scripts'], folder);
run(process.execPath, ['take.mjs'], folder);

function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
