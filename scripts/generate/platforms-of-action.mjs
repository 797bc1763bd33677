/** Facts of servers as they occur; each action is asked which of them it cannot work on. */
const FACTS = {
  distribution: 'Debian GNU/Linux 12 (bookworm)',
  kernel: 'Linux 6.1',
  isRoot: false,
  canSudo: true,
  bootId: 'b',
};
const KINDS = {
  init: ['systemd', 'sysv', 'other'],
  packageManager: ['apt', 'dnf', 'apk', 'none'],
  containerEngine: ['docker', 'podman', 'none'],
};
const WORDS = {
  init: { systemd: 'systemd', sysv: 'init scripts (`service`)', other: 'another init' },
  packageManager: { apt: 'apt', dnf: 'dnf', apk: 'apk', none: 'no package manager that it knows' },
  containerEngine: { docker: 'docker', podman: 'podman', none: 'no container engine' },
};
const first = Object.fromEntries(Object.entries(KINDS).map(([fact, [value]]) => [fact, value]));

/** Where an action works and where not, as it says itself of a server's facts. */
export function platformsOf(action, example) {
  if (action.unsupported === undefined) {
    return action.kind === 'command' || action.kind === 'backup' || action.kind === 'store'
      ? ['It needs a POSIX shell on the server, and nothing else that it does not ask for by name.']
      : [];
  }
  return Object.entries(KINDS).flatMap(([fact, values]) => {
    const refused = values.filter(
      (value) => action.unsupported({ ...FACTS, ...first, [fact]: value }, example) !== undefined,
    );
    if (refused.length === 0 || refused.length === values.length) return [];
    const words = (some) => some.map((value) => WORDS[fact][value]).join(', ');
    const works = values.filter((value) => !refused.includes(value));
    return [`It works with ${words(works)}. With ${words(refused)} it says so before anything starts.`];
  });
}
