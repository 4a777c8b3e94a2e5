import { guardInputs } from '../../electron/core/media/guard';
import { parseRange } from '../../electron/core/media/range';
import { withoutGraphs } from '../../electron/core/media/graphs';

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

test('a filter graph is fetched and never stands on the command line', () => {
  const added: [string, number][] = [];
  const server = { env: {}, add: (name: string, source: { readonly bytes: number }) => { added.push([name, source.bytes]); return `http://footage/x/${name}`; } };
  expect(withoutGraphs(['-i', 'a', '-filter_complex', '[0:v]null[v]', '-map', '[v]'], server)).toEqual(['-i', 'a', '-filter_complex_script', 'http://footage/x/graphb', '-map', '[v]']);
  expect(withoutGraphs(['-filter_complex', 'x'], server)).toEqual(['-filter_complex_script', 'http://footage/x/graphc']);
  expect(added).toEqual([['graphb', 12], ['graphc', 1]]);
  expect(() => withoutGraphs(['-filter_complex', 'x'], undefined)).toThrow('list of processes');
  expect(withoutGraphs(['-i', 'a'], undefined)).toEqual(['-i', 'a']);
});
