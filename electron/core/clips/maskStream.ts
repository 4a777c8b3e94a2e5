import type { ByteSource } from '../vault/stores';
import type { MaskGrid } from './regionMask';

/** One grey frame to come: when it appears, microseconds, and how to draw it. */
interface MaskFrame { readonly atUs: number; draw(into: Uint8Array): void }

/**
 * Grey frames as a Matroska file that is written while it is read: ffmpeg then knows to the microsecond when each appears,
 * which no raw stream can tell. All frames are alike in size, so any place of the file can be made at once.
 *
 * Element numbers and V_UNCOMPRESSED are those of RFC 9559.
 */
export function maskSource({ columns, rows }: Pick<MaskGrid, 'columns' | 'rows'>, count: number, frame: (index: number) => MaskFrame): ByteSource {
  const head = header(columns, rows);
  const size = CLUSTER_HEAD + columns * rows;
  const bytes = head.length + count * size;
  const clusterAt = (index: number): Uint8Array => {
    const { atUs, draw } = frame(index);
    const cluster = new Uint8Array(size);
    cluster.set(clusterHead(atUs, columns * rows));
    draw(cluster.subarray(CLUSTER_HEAD));
    return cluster;
  };
  async function* stream(start: number, end: number): AsyncGenerator<Uint8Array> {
    // A copy: a reader wipes what it was given.
    if (start < head.length) yield new Uint8Array(head.subarray(start, Math.min(end, head.length)));
    for (let index = Math.max(0, Math.floor((start - head.length) / size)); index < count; index += 1) {
      const at = head.length + index * size;
      if (at >= end) return;
      yield clusterAt(index).slice(Math.max(0, start - at), Math.min(size, end - at));
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
  }
  return {
    bytes,
    stream,
    read() { throw new RangeError('a mask is only streamed'); },
  };
}

function header(columns: number, rows: number): Uint8Array {
  const text = (value: string): Buffer => Buffer.from(value, 'latin1');
  const video = element(0xe0, element(0xb0, number(columns)), element(0xba, number(rows)), element(0x2eb524, text('Y800')));
  const track = element(0xae, element(0xd7, number(1)), element(0x73c5, number(1)), element(0x83, number(1)), element(0x9c, number(0)), element(0x86, text('V_UNCOMPRESSED')), video);
  return Buffer.concat([
    element(0x1a45dfa3, element(0x4282, text('matroska')), element(0x4287, number(4)), element(0x4285, number(2))),
    // A segment of unknown length.
    Buffer.from([0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
    // Times in microseconds.
    element(0x1549a966, element(0x2ad7b1, number(1_000)), element(0x4d80, text('zapis')), element(0x5741, text('zapis'))),
    element(0x1654ae6b, track),
  ]);
}

/** Cluster, its time, and the one block in it, up to the pixels. */
function clusterHead(atUs: number, pixels: number): Uint8Array {
  return Buffer.concat([Buffer.from([0x1f, 0x43, 0xb6, 0x75]), length(10 + 9 + 4 + pixels), Buffer.from([0xe7, 0x88]), number(atUs), Buffer.from([0xa3]), length(4 + pixels), Buffer.from([0x81, 0, 0, 0x80])]);
}

const CLUSTER_HEAD = clusterHead(0, 0).length;

function element(id: number, ...content: readonly Uint8Array[]): Buffer {
  const name = Buffer.alloc(4);
  name.writeUInt32BE(id);
  const body = Buffer.concat(content);
  return Buffer.concat([name.subarray(name.findIndex((byte) => byte !== 0)), length(body.length), body]);
}

/** Always eight bytes, so that sizes can be told beforehand. */
function length(bytes: number): Buffer {
  const out = Buffer.alloc(8);
  out.writeBigUInt64BE((1n << 56n) | BigInt(bytes));
  return out;
}

function number(value: number): Buffer {
  const out = Buffer.alloc(8);
  out.writeBigUInt64BE(BigInt(value));
  return out;
}
