/** One mounted file system, sizes in MiB. */
export interface Disk {
  readonly mount: string;
  readonly device: string;
  readonly sizeMiB: number;
  readonly freeMiB: number;
  /** As df counts it: of what ordinary users may fill. */
  readonly usedPercent: number;
}

/** Lives in memory or is read-only by nature: full says nothing. */
const NOT_A_DISK = /^(tmpfs|devtmpfs|udev|shm|none|proc|sysfs|squashfs|efivarfs|\/dev\/loop\d+|overlay|nsfs)$/;

/**
 * Lines of `df -kP` (POSIX portable format, 1,024-byte blocks) → disks. Lines that are something else are passed over:
 * warnings, wrapped headers, pseudo file systems. The root is kept whatever it is made of.
 */
export function parseDisks(lines: readonly string[]): readonly Disk[] {
  return lines.flatMap((line) => {
    const match = /^(\S.*?)\s+(\d+)\s+(\d+)\s+(-?\d+)\s+(\d+)%\s+(\/.*)$/.exec(line);
    const [, device, blocks, , free, percent, mount] = match ?? [];
    if (device === undefined || mount === undefined || Number(blocks) === 0) return [];
    if (NOT_A_DISK.test(device) && mount !== '/') return [];
    return [
      {
        mount,
        device,
        sizeMiB: Math.round(Number(blocks) / 1024),
        freeMiB: Math.max(0, Math.round(Number(free) / 1024)),
        usedPercent: Number(percent),
      },
    ];
  });
}

/** Lines of `df -iP` → used inodes in percent by mount point. File systems without inodes print `-` and are left out. */
export function parseInodes(lines: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    lines.flatMap((line): [string, number][] => {
      const match = /\s(\d+)%\s+(\/.*)$/.exec(line);
      const [, percent, mount] = match ?? [];
      return percent === undefined || mount === undefined ? [] : [[mount, Number(percent)]];
    }),
  );
}
