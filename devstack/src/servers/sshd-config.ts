export interface SshdSettings {
  readonly port: number;
  readonly hostKeyFile: string;
  readonly authorizedKeysFile: string;
  readonly user: string;
  /** Set for every command, over what sshd would set; this is how servers on one machine get homes of their own. */
  readonly env: Readonly<Record<string, string>>;
}

/** The configuration of a sample server's sshd: on loopback, for one user, by one key. See sshd_config(5). */
export function sshdConfig(settings: SshdSettings): string {
  const lines = [
    `Port ${settings.port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${quoted(settings.hostKeyFile)}`,
    // The one path here in which sshd expands %-tokens.
    `AuthorizedKeysFile ${quoted(settings.authorizedKeysFile.replaceAll('%', '%%'))}`,
    `AllowUsers ${settings.user}`,
    'AuthenticationMethods publickey',
    'PermitRootLogin prohibit-password',
    // Without root, sshd can only let its own user in, and PAM would want to look at other accounts.
    'UsePAM no',
    // Our folders may lie in a shared temporary folder, whose owner sshd would object to.
    'StrictModes no',
    'PidFile none',
    'PrintMotd no',
    'PrintLastLog no',
    'UseDNS no',
    'X11Forwarding no',
    // One connection carries many steps, and many connections start at once.
    'MaxSessions 100',
    'MaxStartups 100',
    'Subsystem sftp internal-sftp',
    `SetEnv ${Object.entries(settings.env)
      .map(([name, value]) => quoted(`${name}=${value}`))
      .join(' ')}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** sshd takes a double-quoted argument as one; it has no way to write a quote or a line feed in it. */
function quoted(value: string): string {
  if (/["\n\\]/.test(value))
    throw new RangeError(`sshd_config cannot hold ${JSON.stringify(value)}; choose another folder.`);
  return `"${value}"`;
}
