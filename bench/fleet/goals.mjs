import { distribution } from '../distribution.mjs';

/** Milliseconds of a case, round by round. */
const roundsOf = (samples, { contender, mode, steps, servers, scene }, field = (one) => one.ms) =>
  samples
    .filter(
      (one) =>
        one.contender === contender &&
        one.mode === mode &&
        one.steps === steps &&
        one.servers === servers &&
        one.scene === scene,
    )
    .map(field);

const withoutTemporal = ({ ms, temporalMs }) => ms - temporalMs;

/**
 * What is to be reached. `ours` may be `atMost` times `theirs`, each a case of the same run; ratios are taken round by
 * round and their median counts.
 */
const GOALS = [
  ...['ssh2', 'xargs', 'controlMaster', 'pdsh', 'clush', 'parallelSsh', 'pyinfra', 'ansibleRaw'].map((peer) => ({
    name: `one command on 100 servers, cold, engine alone, to ${peer}`,
    ours: { contender: 'engineRead', mode: 'cold', steps: 1, servers: 100 },
    theirs: { contender: peer, mode: 'cold', steps: 1, servers: 100 },
    atMost: peer === 'ssh2' ? 1.15 : 1,
  })),
  {
    name: 'one command on 100 servers, connecting, through Temporal, to a bare ssh2 script',
    ours: { contender: 'temporalRead', mode: 'connecting', steps: 1, servers: 100 },
    theirs: { contender: 'ssh2Reading', mode: 'cold', steps: 1, servers: 100 },
    atMost: 1.15,
  },
  {
    name: "one command on 100 servers, kept, less Temporal's share, to warm ControlMaster",
    ours: { contender: 'temporalRead', mode: 'kept', steps: 1, servers: 100 },
    field: withoutTemporal,
    theirs: { contender: 'controlMaster', mode: 'kept', steps: 1, servers: 100 },
    atMost: 1,
  },
  ...[
    { peer: 'ssh2Reading', atMost: 1.3 },
    { peer: 'ssh2', atMost: 1.3 },
    { peer: 'parallelSsh', atMost: 1 },
    { peer: 'pyinfra', atMost: 1 },
  ].map(({ peer, atMost }) => ({
    name: `ten reading steps on 100 servers through Temporal, to ${peer}`,
    ours: { contender: 'temporalRead', mode: 'connecting', steps: 10, servers: 100 },
    theirs: { contender: peer, mode: 'cold', steps: 10, servers: 100 },
    atMost,
  })),
  ...[
    { peer: 'ssh2', atMost: 2 },
    { peer: 'pyinfra', atMost: 1 },
  ].map(({ peer, atMost }) => ({
    name: `ten changing steps on 100 servers through Temporal, to ${peer}`,
    ours: { contender: 'temporalChange', mode: 'connecting', steps: 10, servers: 100 },
    theirs: { contender: peer, mode: 'cold', steps: 10, servers: 100 },
    atMost,
  })),
  ...['temporalRead', 'temporalChange'].map((contender) => ({
    name: `ten steps on one server 20 ms away (${contender}), to warm ControlMaster`,
    ours: { contender, mode: 'kept', steps: 10, servers: 1, scene: '20 ms away' },
    theirs: { contender: 'controlMaster', mode: 'kept', steps: 10, servers: 1, scene: '20 ms away' },
    atMost: 1,
  })),
  {
    name: '145 MiB into the backup store, hashed, read back and verified, to scp',
    ours: { contender: 'backup', mode: 'kept', steps: 1, servers: 1, scene: '145 MiB' },
    theirs: { contender: 'scp', mode: 'kept', steps: 1, servers: 1, scene: '145 MiB' },
    atMost: 1,
  },
  {
    name: 'the same, encrypted, to scp',
    ours: { contender: 'backupEncrypted', mode: 'kept', steps: 1, servers: 1, scene: '145 MiB' },
    theirs: { contender: 'scp', mode: 'kept', steps: 1, servers: 1, scene: '145 MiB' },
    atMost: 1.2,
  },
  {
    name: '100 MB of output into the log store, to ssh > file',
    ours: { contender: 'jobOutput', mode: 'kept', steps: 1, servers: 1, scene: '100 MB of output' },
    theirs: { contender: 'sshToFile', mode: 'kept', steps: 1, servers: 1, scene: '100 MB of output' },
    atMost: 1.3,
  },
];

/** Every goal whose two sides were measured, and those about memory. */
export function judge(samples, { memory }) {
  const ofTime = GOALS.flatMap(({ name, ours, theirs, atMost, field }) => {
    const [mine, others] = [roundsOf(samples, ours, field), roundsOf(samples, theirs)];
    const pairs = Math.min(mine.length, others.length);
    if (pairs === 0) return [];
    const ratios = mine.slice(0, pairs).map((ms, round) => (ms / others[round]) * 100);
    const ratio = distribution(ratios).p50 / 100;
    const goal = `${name}: ${ratio.toFixed(2)} times (at most ${atMost})`;
    return [{ goal, ratio, atMost, verdict: verdictOf(ratio, atMost) }];
  });
  const ofMemory =
    memory === undefined
      ? []
      : [
          { name: `worker memory with ${memory.servers} servers, MiB`, value: memory.peakMiB, atMost: 400 },
          { name: 'its growth from the second to the tenth run, MiB', value: memory.growthMiB, atMost: 20 },
        ].map(({ name, value, atMost }) => ({
          goal: `${name}: ${Math.round(value)} (at most ${atMost})`,
          value,
          atMost,
          verdict: verdictOf(value, atMost),
        }));
  return [...ofTime, ...ofMemory];
}

const verdictOf = (value, atMost) =>
  value <= atMost ? 'reached' : `not reached, by ${Math.round((value / atMost - 1) * 100)} %`;
