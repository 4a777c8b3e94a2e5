import type { Manifest } from './format';
import { tarBytes } from './inspect';

/** How far a handover is being taken in. */
export interface TakeProgress {
  /** Bytes of the package read so far, and to be read: what is derived is read a second time. */
  readonly bytes: number;
  readonly totalBytes: number;
  /** Footage whose bytes are stored, and to be stored. */
  readonly stores: number;
  readonly totalStores: number;
}

/** Adds up both readings of a package. Says nothing before the manifest has told how much there will be to do. */
export class TakeMeter {
  #read = 0;
  #size = 0;
  #again = 0;
  #rereading = false;
  #stores = 0;
  #totalStores: number | null = null;

  constructor(private readonly tell: ((progress: TakeProgress) => void) | undefined) {}

  /** @param wanted footage whose bytes will be stored here. */
  begin(manifest: Manifest, wanted: number): void {
    const last = manifest.items.findLastIndex(({ path }) => path.includes('/derived/'));
    this.#again = wanted === 0 ? 0 : manifest.items.slice(0, last + 1).reduce((sum, { bytes }) => sum + tarBytes(bytes), 0);
    this.#totalStores = wanted;
    this.#say();
  }

  read({ bytes, totalBytes }: { readonly bytes: number; readonly totalBytes: number }): void {
    this.#size = totalBytes;
    this.#read = this.#rereading ? totalBytes + Math.min(bytes, this.#again) : bytes;
    this.#say();
  }

  stored(): void {
    this.#stores += 1;
    this.#say();
  }

  rereading(): void {
    this.#rereading = true;
  }

  end(): void {
    this.#read = this.#size + this.#again;
    this.#say();
  }

  #say(): void {
    if (this.#totalStores === null) return;
    this.tell?.({ bytes: this.#read, totalBytes: this.#size + this.#again, stores: this.#stores, totalStores: this.#totalStores });
  }
}
