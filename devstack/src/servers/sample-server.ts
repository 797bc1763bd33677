import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { descendantsOf } from '../processes/descendants.js';
import type { ProcessMark } from '../processes/marked-processes.js';
import { isRunning } from '../processes/process-identity.js';
import { processName } from '../processes/process-name.js';
import type { RecordedProcess } from '../processes/recorded-process.js';
import { stopProcess } from '../processes/stop-process.js';
import { keptPort } from './kept-port.js';
import type { SampleServerPlan } from './sample-plan.js';
import { type SampleSite, createSampleSite } from './site/sample-site.js';
import type { StartSshDaemon } from './ssh-daemons.js';
import { ensureKey } from './ssh-keys.js';
import { tryLogin } from './try-login.js';

const LISTEN_PATIENCE_MS = 30_000;
const STOP_GRACE_MS = 2_000;

/** One "server": an SSH server of its own on a loopback port, whose commands run here, in a home of its own. */
export interface SampleServer {
  readonly plan: SampleServerPlan;
  readonly host: '127.0.0.1';
  readonly port: number;
  /** Its commands' HOME. */
  readonly home: string;
  /** `TYPE BASE64` */
  readonly hostKey: string;
  /** What its SSH server logged. */
  readonly sshLog: string;
  readonly site: SampleSite | undefined;
  /** Undefined while it is disconnected. */
  sshPid(): number | undefined;
  /** Ends its SSH server and all sessions; what runs on it runs on. From then on connections are refused. */
  disconnect(): Promise<void>;
  /** Listens again, on the same port with the same keys. */
  reconnect(): Promise<void>;
}

/** A server let us in and yet ran our command elsewhere than in its own home. */
export class SampleServerUnusable extends Error {
  constructor(
    readonly server: string,
    readonly expectedHome: string,
    readonly home: string,
  ) {
    super(`Commands on ${server} run with HOME=${home} instead of ${expectedHome}. Look at sshd.log in its folder.`);
    this.name = 'SampleServerUnusable';
  }
}

export interface SampleServerOptions {
  readonly plan: SampleServerPlan;
  readonly folder: string;
  readonly user: string;
  readonly privateKey: Buffer;
  readonly authorizedKeysFile: string;
  readonly mark: ProcessMark;
  readonly startDaemon: StartSshDaemon;
}

/** Starts a server and logs in once, so that what is returned works. Its site is not started. */
export async function startSampleServer(options: SampleServerOptions): Promise<SampleServer> {
  const { plan, folder, user, authorizedKeysFile, mark } = options;
  const home = join(folder, 'home');
  await mkdir(home, { recursive: true, mode: 0o700 });
  const hostKeyFile = join(folder, 'ssh', 'host_key');
  const hostKey = await ensureKey(hostKeyFile, plan.name);
  const port = await keptPort(join(folder, 'ssh', 'port'));
  const env = { HOME: home, [mark.name]: mark.value };
  let daemon: RecordedProcess | undefined;

  const reconnect = async (): Promise<void> => {
    daemon ??= await options.startDaemon({
      settings: { port, hostKeyFile, authorizedKeysFile, user, env },
      folder: join(folder, 'ssh'),
      mark,
    });
    const login = { port, user, privateKey: options.privateKey, hostKey };
    // The command is ours and constant; there is nothing to quote.
    const answer = await tryLogin(login, 'printf %s "$HOME"', LISTEN_PATIENCE_MS);
    if (answer !== home) throw new SampleServerUnusable(plan.name, home, answer);
  };
  const disconnect = async (): Promise<void> => {
    const ending = daemon;
    daemon = undefined;
    if (ending === undefined) return;
    // Held still first, so that no session is added while we look for them: they would outlive what listens.
    if (isRunning(ending.identity)) process.kill(ending.identity.pid, 'SIGSTOP');
    const sessions = descendantsOf(ending.identity.pid).filter(({ pid }) => processName(pid)?.startsWith('sshd'));
    await ending.kill();
    await Promise.all(sessions.map((session) => stopProcess(session, { graceMs: STOP_GRACE_MS })));
  };

  try {
    await reconnect();
  } catch (error) {
    await disconnect();
    throw error;
  }
  return {
    plan,
    host: '127.0.0.1',
    port,
    home,
    hostKey,
    sshLog: join(folder, 'ssh', 'sshd.log'),
    site: plan.site && (await createSampleSite({ name: plan.site.service, folder: join(folder, 'site'), env })),
    sshPid: () => daemon?.identity.pid,
    disconnect,
    reconnect,
  };
}
