import type { Localized } from '../actions/action.js';
import type { JobName } from './remote-execution.js';
import { type Reached, SshError } from './ssh-error.js';

/** The server let us in and then would not run our shell, or lacks what it needs (Linux's /proc). */
export class ShellUnavailable extends SshError {
  override readonly name = 'ShellUnavailable';
  readonly retryable = false;
  constructor(
    server: Reached,
    readonly user: string,
    /** What came instead of our shell's first word. */
    readonly said: string,
  ) {
    super(
      server,
      `${user} got no usable /bin/sh on ${server.name}${said === '' ? '' : `: ${said}`}. Give that user a login shell, and remove any forced command from its key.`,
    );
  }
  describe(): Localized {
    const said = this.said === '' ? '' : ` (\`${this.said.replaceAll('`', "'")}\`)`;
    return {
      en: `\`${this.user}\` got no usable \`/bin/sh\` on \`${this.server}\`${said}. Give that user a login shell, and remove any forced command from its key.`,
      fr: `\`${this.user}\` n'a pas obtenu de \`/bin/sh\` utilisable sur \`${this.server}\`${said}. Donnez-lui un shell de connexion, et retirez toute commande forcée de sa clé.`,
    };
  }
}

/** The job certainly did not start: its record could not be written, or nothing there can detach a command. */
export class JobNotStarted extends SshError {
  override readonly name = 'JobNotStarted';
  readonly retryable = false;
  constructor(
    server: Reached,
    readonly job: JobName,
    readonly reason: string,
  ) {
    super(
      server,
      `Nothing was started on ${server.name}: ${reason}. Check free space and permissions there, then retry.`,
    );
  }
  describe(): Localized {
    const reason = this.reason.replaceAll('`', "'");
    return {
      en: `Nothing was started on \`${this.server}\`: \`${reason}\`. Check free space and permissions there, then retry.`,
      fr: `Rien n'a été lancé sur \`${this.server}\` : \`${reason}\`. Vérifiez-y l'espace libre et les droits, puis réessayez.`,
    };
  }
}

/** The same job name was used before for another command: a fault in the caller, never settled by running either. */
export class JobConflict extends SshError {
  override readonly name = 'JobConflict';
  readonly retryable = false;
  constructor(
    server: Reached,
    readonly job: JobName,
    readonly digest: string,
    readonly digestThere: string,
  ) {
    super(
      server,
      `${server.name} already knows step ${job.step}, attempt ${job.attempt} of run ${job.run} with another command (${digestThere.slice(0, 12)}, not ${digest.slice(0, 12)}); start a new attempt.`,
    );
  }
  describe(): Localized {
    return {
      en: `\`${this.server}\` already knows this attempt of step \`${this.job.step}\` with another command, so I ran neither. Start a new attempt.`,
      fr: `\`${this.server}\` connaît déjà cette tentative de l'étape \`${this.job.step}\` avec une autre commande : je n'ai lancé aucune des deux. Lancez une nouvelle tentative.`,
    };
  }
}
