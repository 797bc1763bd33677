// The sample site: a shop window of one page. Run by site-ctl: site-server PORT FOLDER. Its log is its standard output.
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const [portText, folder] = process.argv.slice(2);
if (portText === undefined || folder === undefined) throw new Error('Usage: site-server PORT FOLDER');
const pidFile = join(folder, 'site.pid');
const startedAt = new Date().toISOString();

const log = (level: 'INFO' | 'WARN' | 'ERROR' | 'FATAL', text: string): void =>
  console.log(`${new Date().toISOString()} ${level} ${text}`);

const PAGE = '<!doctype html><html lang="en"><title>Sample shop</title><h1>Sample shop</h1><p>Open.</p></html>\n';

const server = createServer((request, response) => {
  const began = performance.now();
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const [status, type, body] =
    path === '/'
      ? ([200, 'text/html; charset=utf-8', PAGE] as const)
      : path === '/health'
        ? ([200, 'application/json', `${JSON.stringify({ status: 'ok', since: startedAt })}\n`] as const)
        : ([404, 'text/plain; charset=utf-8', 'Not found\n'] as const);
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
  response.on('finish', () =>
    log('INFO', `${request.method} ${path} ${status} ${(performance.now() - began).toFixed(1)} ms`),
  );
});

server.on('error', (error) => {
  log('FATAL', `cannot listen: ${error.message}`);
  process.exitCode = 1;
});
// The pid file appears when the site answers: that is what site-ctl waits for.
server.listen(Number(portText), '127.0.0.1', () => {
  writeFileSync(pidFile, `${process.pid} ${startedAt}\n`);
  log('INFO', `listening on http://127.0.0.1:${portText}/ (pid ${process.pid})`);
});

process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  rmSync(pidFile, { force: true });
  log('INFO', 'stopped on request (SIGTERM)');
});

// What a demonstration and the tests ask for: an end as a real one looks, pid file left behind.
process.on('SIGUSR2', () => {
  log('WARN', 'memory: 251 of 256 MiB in use, the photo cache holds 214 MiB');
  log('ERROR', 'RangeError: Array buffer allocation failed, while resizing /photos/winter-sale.jpg');
  log('FATAL', 'out of memory, ending with code 137');
  process.exit(137);
});
