import { guardInputs } from '../../electron/core/media/guard';
import { parseRange } from '../../electron/core/media/range';
import { fetchesOptions, offTheList } from '../../electron/core/media/graphs';

test('every footage input gets its whitelists, right before it', () => {
  const args = guardInputs(['-ss', '1', '-i', 'http://footage/ab', '-i', 'http://footage/cd', '-f', 'null', '-']);
  const inputs = args.flatMap((arg, at) => (arg === '-i' ? [at] : []));
  expect(inputs).toHaveLength(2);
  for (const at of inputs) {
    expect(args.slice(at - 4, at).filter((_, n) => n % 2 === 0)).toEqual(['-protocol_whitelist', '-format_whitelist']);
    expect(args[at - 3]).not.toMatch(/file|https|udp|concat/);
    expect(args[at - 1]?.split(',')).not.toContain('hls');
  }
});

test.each(['/etc/passwd', 'file:///etc/passwd', 'http://example.org/a', 'https://footage/a', 'concat:a|b', ''])('refuses %p as an input', (input) => {
  expect(() => guardInputs(['-i', input])).toThrow();
});

test('lets pipes and generated pictures through', () => {
  expect(guardInputs(['-f', 'f32le', '-i', 'pipe:0'])).toContain('pipe');
  expect(guardInputs(['-f', 'lavfi', '-i', 'color=black'])).toEqual(['-f', 'lavfi', '-i', 'color=black']);
});

test.each([
  [undefined, null], ['', null], ['bytes=0-', { start: 0, end: 100 }], ['bytes=10-19', { start: 10, end: 20 }], ['bytes=90-500', { start: 90, end: 100 }],
  ['bytes=-30', { start: 70, end: 100 }], ['bytes=-500', { start: 0, end: 100 }], ['bytes=100-', 'unsatisfiable'], ['bytes=-0', 'unsatisfiable'],
  ['bytes=5-4', null], ['bytes=-', null], ['bytes=0-1,5-6', null], ['chapters=1-2', null], ['bytes=1e3-', null],
])('range %p of 100 bytes', (header, expected) => {
  expect(parseRange(header, 100)).toEqual(expected);
});

describe('what the list of processes must not tell', () => {
  const added: [string, string][] = [];
  const server = { env: {}, add: (name: string, source: { read(offset: number, length: number): Uint8Array }) => { added.push([name, Buffer.from(source.read(0, 99)).toString()]); return `http://footage/x/${name}`; } };
  const args = ['-copyts', '-ss', '12.345000', '-i', 'a', '-filter_complex', '[0:v]null[v]', '-map', '[v]'];
  beforeEach(() => { added.length = 0; });

  test('a filter graph and where reading begins are fetched', () => {
    expect(offTheList(args, server as never, true)).toEqual(['-copyts', '-/ss', 'http://footage/x/graphb', '-i', 'a', '-/filter_complex', 'http://footage/x/graphc', '-map', '[v]']);
    expect(added).toEqual([['graphb', '12.345000'], ['graphc', '[0:v]null[v]']]);
  });

  test('an old ffmpeg fetches graphs alone, and begins at the full ten seconds before', () => {
    expect(offTheList(args, server as never, false)).toEqual(['-copyts', '-ss', '10.000000', '-i', 'a', '-filter_complex_script', 'http://footage/x/graphd', '-map', '[v]']);
    expect(offTheList(['-copyts', '-ss', '9.9', '-i', 'a'], server as never, false)).toEqual(['-copyts', '-i', 'a']);
    expect(offTheList(['-ss', '20.000000', '-i', 'a'], server as never, false)).toEqual(['-ss', '20.000000', '-i', 'a']);
    expect(() => offTheList(['-ss', '12.3', '-i', 'a'], server as never, false)).toThrow('list of processes');
  });

  test('without a server there is no graph; a seek is then no secret', () => {
    expect(() => offTheList(['-filter_complex', 'x'], undefined, true)).toThrow('list of processes');
    expect(offTheList(['-ss', '1', '-i', 'a'], undefined, true)).toEqual(['-ss', '1', '-i', 'a']);
  });

  test.each([['n8.0.1-40-gabb609bb58-20260107', true], ['7.0.2-static', true], ['7.1.1-1+b1', true], ['4.4', false], ['6.1.1', false], ['N-118000-g1a2b3c', false], ['unknown', false], ['12.0', true]])('ffmpeg %s reads values from addresses: %p', (version, can) => {
    expect(fetchesOptions(version)).toBe(can);
  });
});
