import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { PackCatalogue, PackEntry } from '../../electron/core/models/packs/entries';
import type { LanguageCode } from '../../shared/domain';
import type { MarianFiles } from './marianModel';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
type Pair = readonly [LanguageCode, LanguageCode];

/** Generated packs as they lie on a stick, and the catalogue that knows them. */
export interface PackStick {
  readonly stick: string;
  /** Path of the catalogue, for `ZAPIS_PACKS`. */
  readonly catalogue: string;
  readonly packs: readonly PackEntry[];
  /** Where a pack's file lies on the stick. */
  fileOf(id: string, kind: PackEntry['files'][number]['kind']): string;
}

/** Writes packs the way Mozilla's lie in folders, compressed, and a catalogue of their hashes. */
export function makeStick(folder: string, made: readonly { readonly pair: Pair; readonly files: MarianFiles; readonly unpackedUnknown?: boolean }[]): PackStick {
  const stick = path.join(folder, 'stick');
  const packs = made.map(({ pair: [from, to], files, unpackedUnknown }): PackEntry => {
    const name = `${from}${to}`;
    const entries = ([['model', `model.${name}.intgemm.alphas.bin`, files.model], ['shortlist', `lex.50.50.${name}.s2t.bin`, files.shortlist], ['vocab', `vocab.${name}.spm`, files.vocab]] as const).map(([kind, file, bytes]) => {
      const packed = gzipSync(bytes, { level: 1 });
      const at = `models/tiny/${name}/${file}.gz`;
      mkdirSync(path.dirname(path.join(stick, at)), { recursive: true });
      writeFileSync(path.join(stick, at), packed);
      return { kind, path: at, gzBytes: packed.length, gzSha256: sha256(packed), ...(unpackedUnknown && kind !== 'model' ? {} : { bytes: bytes.length, sha256: sha256(bytes) }) };
    });
    return { id: `${from}-${to}-tiny`, from, to, size: 'tiny', version: '0.1', flores: { bleu: null, comet: null }, files: entries };
  });
  const catalogue = path.join(folder, 'packs.json');
  writeFileSync(catalogue, JSON.stringify({ source: 'https://packs.invalid/', license: 'MPL-2.0', packs } satisfies PackCatalogue | object));
  return { stick, catalogue, packs, fileOf: (id, kind) => path.join(stick, packs.find((pack) => pack.id === id)?.files.find((file) => file.kind === kind)?.path ?? '') };
}
