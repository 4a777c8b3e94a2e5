import type { Vault } from '../vault/vault';
import type { FfmpegBinaries } from './binaries';
import type { Loopback } from './loopback';

/** What work on stored footage needs: the tools, the way to feed them, and the unlocked vault. */
export interface MediaEnv {
  readonly binaries: FfmpegBinaries;
  readonly loopback: Loopback;
  readonly vault: Vault;
}
