import { readFileSync } from 'node:fs';

const EVERY_MS = 500;

/** Resident MiB of a process, twice a second until the end. Linux. */
export function watchMemory(pid) {
  const seen = [];
  const look = setInterval(() => {
    const [, kib] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    seen.push(Math.round(Number(kib) / 1024));
  }, EVERY_MS);
  return {
    end() {
      clearInterval(look);
      return seen;
    },
  };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Processor time of a process so far, its own and the kernel's for it. Linux counts in hundredths of a second. */
export function cpuMsOf(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // the name in parentheses may hold anything
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
