import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fields, integers, readVarint, text } from '../../../electron/core/models/repack/protobuf';
import { bytesInMemory, FileBytes } from '../../../electron/core/models/repack/randomBytes';

const of = (...bytes: number[]) => bytesInMemory(Buffer.from(bytes));

describe('varints', () => {
  it.each([
    [[0x00], 0],
    [[0x96, 0x01], 150],
    [[0xff, 0xff, 0xff, 0x7f], 2 ** 28 - 1],
    [[0x80, 0x80, 0x80, 0x80, 0x01], 2 ** 28],
    [[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10], 2 ** 53],
    [[0xfd, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], -3],
  ])('%p is %p', (bytes, value) => {
    expect(readVarint(of(...bytes), 0)).toEqual({ value, next: bytes.length });
  });

  it('refuses one without an end', () => {
    expect(() => readVarint(of(...new Array<number>(11).fill(0xff)), 0)).toThrow();
  });
});

describe('fields', () => {
  it('walks every wire type', () => {
    const message = of(0x08, 0x96, 0x01, 0x12, 0x02, 0x68, 0x69, 0x1d, 1, 2, 3, 4, 0x21, 1, 2, 3, 4, 5, 6, 7, 8);
    const found = [...fields(message, 0, message.length)];
    expect(found.map((field) => [field.number, field.wire])).toEqual([[1, 0], [2, 2], [3, 5], [4, 1]]);
    expect(found[0]).toMatchObject({ value: 150 });
    expect(text(message, found[1] as (typeof found)[1])).toBe('hi');
  });

  it('reads repeated numbers packed and one by one', () => {
    const packed = of(0x2a, 0x03, 0x03, 0x96, 0x01);
    expect([...fields(packed, 0, packed.length)].flatMap((field) => integers(packed, field))).toEqual([3, 150]);
    const single = of(0x28, 0x03, 0x28, 0x96, 0x01);
    expect([...fields(single, 0, single.length)].flatMap((field) => integers(single, field))).toEqual([3, 150]);
  });

  it.each([['a length past the end', [0x12, 0x05, 0x68]], ['a group', [0x0b]], ['a negative length', [0x12, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]]])('refuses %s', (_what, bytes) => {
    const message = of(...bytes);
    expect(() => [...fields(message, 0, message.length)]).toThrow();
  });
});

describe('bytes of a file', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zapis-bytes-'));
  afterAll(() => { rmSync(folder, { recursive: true }); });

  it('are the same through the window as in memory, in any order and across its edges', () => {
    const data = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31 + (i >> 8)) & 0xff));
    const file = path.join(folder, 'data');
    writeFileSync(file, data);
    using bytes = new FileBytes(file);
    for (const [at, length] of [[0, 10], [65_530, 20], [299_990, 10], [1, 200_000], [131_071, 2], [131_072, 0], [299_999, 1]] as const) {
      expect(bytes.read(at, length).equals(data.subarray(at, at + length))).toBe(true);
      if (length > 0) expect(bytes.byteAt(at)).toBe(data[at]);
    }
    expect(() => bytes.read(299_991, 10)).toThrow(RangeError);
    expect(() => bytes.byteAt(300_000)).toThrow(RangeError);
  });
});
