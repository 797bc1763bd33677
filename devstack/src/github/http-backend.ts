import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Access } from './access.js';
import { GitHubRefusal } from './api.js';
import { loginOf } from './caller-login.js';
import type { Caller, Callers } from './callers.js';
import type { GitRepository } from './git/git-repository.js';
import { gitEnvironment } from './git/run-git.js';
import type { RefMoves } from './ref-moves.js';
import { contentsWrite } from './routes/git-data.js';

export interface HttpBackendDeps {
  readonly git: Pick<GitRepository, 'dir'>;
  readonly callers: Pick<Callers, 'identify'>;
  readonly access: Access;
  readonly refMoves: Pick<RefMoves, 'during'>;
}

export interface HttpBackend {
  /** Serves a clone, fetch or push; `path` is what follows OWNER/REPO.git in the URL. */
  serve(request: IncomingMessage, response: ServerResponse, path: string): Promise<void>;
  close(): Promise<void>;
}

/** git's own http-backend as a CGI program, so that clone and push are git's. A push needs a token that may write. */
export function createHttpBackend({ git, callers, access, refMoves }: HttpBackendDeps): HttpBackend {
  const running = new Set<ChildProcessWithoutNullStreams>();

  const serveGit = (request: IncomingMessage, response: ServerResponse, path: string, caller: Caller): Promise<void> =>
    new Promise((resolve, reject) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const child = spawn('git', ['http-backend'], {
        env: {
          ...gitEnvironment(git.dir),
          GIT_PROJECT_ROOT: git.dir,
          GIT_HTTP_EXPORT_ALL: '1',
          PATH_INFO: path,
          QUERY_STRING: url.search.slice(1),
          REQUEST_METHOD: request.method ?? 'GET',
          CONTENT_TYPE: request.headers['content-type'] ?? '',
          HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
          GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
          REMOTE_ADDR: request.socket.remoteAddress ?? '',
          REMOTE_USER: loginOf(caller),
          ...(request.headers['content-length'] === undefined
            ? {}
            : { CONTENT_LENGTH: request.headers['content-length'] }),
        },
      });
      running.add(child);
      child.once('error', reject);
      child.once('close', () => {
        running.delete(child);
        response.end();
        resolve();
      });
      child.stdin.on('error', () => undefined);
      child.stderr.resume();
      request.pipe(child.stdin);
      relayCgi(child, response);
    });

  return {
    async serve(request, response, path) {
      const isPush = path === '/git-receive-pack' || (request.url ?? '').includes('service=git-receive-pack');
      try {
        const caller = callers.identify(request.headers.authorization);
        access.requireRead(caller);
        if (isPush) access.require(caller, contentsWrite);
        const work = () => serveGit(request, response, path, caller);
        await (path === '/git-receive-pack' ? refMoves.during(caller, work) : work());
      } catch (error) {
        if (!(error instanceof GitHubRefusal)) throw error;
        // git asks the user for a name and a token only when it is told to.
        const ask = error.status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {};
        response.writeHead(error.status, { 'content-type': 'text/plain', ...ask }).end(`${error.message}\n`);
      }
    },
    async close() {
      await Promise.all(
        [...running].map(
          (child) =>
            new Promise<void>((resolve) => {
              child.once('close', () => resolve());
              child.kill();
            }),
        ),
      );
    },
  };
}

/** Turns a CGI program's output into a response: its header lines first, then the body as it comes. */
function relayCgi(child: ChildProcessWithoutNullStreams, response: ServerResponse): void {
  let head: Buffer | undefined = Buffer.alloc(0);
  child.stdout.on('data', (chunk: Buffer) => {
    if (head === undefined) {
      response.write(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end === -1) return;
    writeHead(response, head.toString('latin1', 0, end));
    const rest = head.subarray(end + 4);
    head = undefined;
    if (rest.length > 0) response.write(rest);
  });
}

function writeHead(response: ServerResponse, lines: string): void {
  for (const line of lines.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim();
    const value = line.slice(colon + 1).trim();
    if (name.toLowerCase() === 'status') response.statusCode = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
}
