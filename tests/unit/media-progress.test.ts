import { ProgressParser, rising } from '../../electron/core/media/progress';

// Copied from ffmpeg 8.0's own output.
const REAL = `frame=0
fps=0.00
stream_0_0_q=0.0
bitrate=N/A
total_size=0
out_time_us=N/A
out_time_ms=N/A
out_time=N/A
dup_frames=0
drop_frames=0
speed=N/A
progress=continue
frame=30
fps=0.00
stream_0_0_q=-1.0
bitrate=N/A
total_size=N/A
out_time_us=1000000
out_time_ms=1000000
out_time=00:00:01.000000
dup_frames=0
drop_frames=0
speed=13.8x
progress=end
`;

test('reads real reports, however they are cut', () => {
  for (const size of [1, 7, 64, REAL.length]) {
    const parser = new ProgressParser();
    const reports = [];
    for (let at = 0; at < REAL.length; at += size) reports.push(...parser.push(REAL.slice(at, at + size)));
    expect(reports).toEqual([
      { outTimeUs: 0, speed: null, frame: 0, done: false },
      { outTimeUs: 1_000_000, speed: 13.8, frame: 30, done: true },
    ]);
  }
});

test('knows the old misnomer, sound without frames, and times before the start', () => {
  const parser = new ProgressParser();
  expect(parser.push('out_time_ms=-23220\nspeed= 0.5x\nprogress=continue\n')).toEqual([{ outTimeUs: 0, speed: 0.5, frame: null, done: false }]);
  expect(parser.push('out_time_ms=2500000\nprogress=end\n')[0]?.outTimeUs).toBe(2_500_000);
});

test('what is told of the progress never falls, though the time that ffmpeg tells may', () => {
  const told: number[] = [];
  [0, 0.4, 0.2, 0.6, 0.1, 1].forEach(rising((fraction) => told.push(fraction)));
  expect(told).toEqual([0, 0.4, 0.4, 0.6, 0.6, 1]);
});
