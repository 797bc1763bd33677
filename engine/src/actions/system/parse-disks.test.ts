import { describe, expect, it } from 'vitest';
import { parseDisks, parseInodes } from './parse-disks.js';

const only = (line: string) => parseDisks([line])[0];

describe('parseDisks', () => {
  it('reads a line of df', () => {
    expect(only('/dev/sda1       20971520 10485760  9437184      53% /')).toEqual({
      mount: '/',
      device: '/dev/sda1',
      sizeMiB: 20480,
      freeMiB: 9216,
      usedPercent: 53,
    });
  });

  it.each([
    ['a mount point with spaces', '/dev/sdb1 2048 1024 1024 50% /mnt/my disk', '/mnt/my disk'],
    ['a device with spaces', 'my share 2048 1024 1024 50% /srv', '/srv'],
    ['a root made of an overlay', 'overlay 2048 1024 1024 50% /', '/'],
    ['more used than ordinary users may', '/dev/sdc1 2048 2048 -100 100% /full', '/full'],
  ])('takes %s', (_case, line, mount) => {
    expect(only(line)?.mount).toBe(mount);
  });

  it.each([
    ['the heading', 'Filesystem 1024-blocks Used Available Capacity Mounted on'],
    ['a French heading', 'Sys. de fichiers blocs de 1024 Utilisé Disponible Capacité Monté sur'],
    ['a memory disk', 'tmpfs 2048 1024 1024 50% /run'],
    ['a container layer', 'overlay 2048 1024 1024 50% /var/lib/docker/overlay2/x/merged'],
    ['a snap', '/dev/loop3 2048 2048 0 100% /snap/core/1'],
    ['a pseudo file system', 'none 0 0 0 - /proc'],
    ['a complaint', 'df: /mnt/nas: Stale file handle'],
    ['a torn line', '/dev/sda1 2097'],
  ])('passes over %s', (_case, line) => {
    expect(parseDisks([line])).toEqual([]);
  });
});

describe('parseInodes', () => {
  it('reads percents and leaves out what has none', () => {
    const inodes = parseInodes(['/dev/sda1 1000 30 970 3% /', '/dev/sdb1 0 0 0 - /boot/efi', 'garbage']);
    expect([...inodes]).toEqual([['/', 3]]);
  });
});
