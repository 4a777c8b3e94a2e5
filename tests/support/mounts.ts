import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const run = (command: string, ...args: string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** A disk of its own under a folder, which only root may mount. */
export interface TestDisk {
  readonly dir: string;
  /** Leaves about so many bytes free, at once. */
  fill(leave: number): void;
  /** Takes the filling away. */
  free(): void;
  readOnly(on: boolean): boolean;
  remove(): void;
}

/** A small disk in memory, though larger than what an import wants free at the least; null where it cannot be mounted. */
export function memoryDisk(dir: string, megabytes: number): TestDisk | null {
  mkdirSync(dir, { recursive: true });
  if (!run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', dir)) return null;
  return diskAt(dir, () => run('umount', '-l', dir));
}

function diskAt(dir: string, unmount: () => unknown): TestDisk {
  const ballast = join(dir, 'ballast');
  return {
    dir,
    fill: (leave) => {
      const { bavail, bsize } = statfsSync(dir);
      if (!run('fallocate', '-l', String(Math.max(1, Number(bavail) * Number(bsize) - leave)), ballast)) throw new Error('the disk cannot be filled');
    },
    free: () => { unlinkSync(ballast); },
    readOnly: (on) => run('mount', '-o', `remount,${on ? 'ro' : 'rw'}`, dir),
    remove: () => void unmount(),
  };
}

/** ext4 in a file, which can be pulled out: from then on each access fails, and what was not forced to it is lost. */
export interface Stick {
  readonly dir: string;
  pullOut(): void;
  plugIn(): void;
  remove(): void;
}

/** EXT4_IOC_SHUTDOWN without flushing the journal: what `xfstests` calls godown. */
const GODOWN = 'open(F, "<", $ARGV[0]) or exit 1; my $how = pack("I", 2); ioctl(F, 0x8004587d, $how) or exit 1';

/** Null where it cannot be made: no root, no loop device, no ext4. */
export function stick(root: string): Stick | null {
  const [image, dir] = [join(root, 'stick.img'), join(root, 'stick')];
  mkdirSync(dir);
  writeFileSync(image, '');
  truncateSync(image, 160 * 1024 * 1024);
  const plugIn = (): boolean => run('mount', '-o', 'loop', image, dir);
  if (!run('mkfs.ext4', '-q', '-F', image) || !plugIn()) return null;
  return {
    dir,
    pullOut: () => {
      if (!run('perl', '-e', GODOWN, dir)) throw new Error('the stick cannot be pulled out here');
    },
    plugIn: () => {
      run('umount', dir);
      if (!plugIn()) throw new Error('the stick cannot be plugged in again');
    },
    remove: () => {
      run('umount', '-l', dir);
      rmSync(image, { force: true });
    },
  };
}
