/** In MiB. */
export interface Memory {
  readonly totalMiB: number;
  readonly availableMiB: number;
  readonly swapTotalMiB: number;
  readonly swapUsedMiB: number;
}

/** Lines of /proc/meminfo → memory; undefined when the total is missing. Kernels before 3.14 have no MemAvailable. */
export function parseMemory(lines: readonly string[]): Memory | undefined {
  const kibibytes = new Map(
    lines.flatMap((line): [string, number][] => {
      const [, name, value] = /^(\w+):\s+(\d+) kB$/.exec(line.trim()) ?? [];
      return name === undefined ? [] : [[name, Number(value)]];
    }),
  );
  const inMiB = (name: string) => Math.round((kibibytes.get(name) ?? 0) / 1024);
  if (!kibibytes.has('MemTotal')) return undefined;
  return {
    totalMiB: inMiB('MemTotal'),
    availableMiB: kibibytes.has('MemAvailable')
      ? inMiB('MemAvailable')
      : inMiB('MemFree') + inMiB('Buffers') + inMiB('Cached'),
    swapTotalMiB: inMiB('SwapTotal'),
    swapUsedMiB: inMiB('SwapTotal') - inMiB('SwapFree'),
  };
}
