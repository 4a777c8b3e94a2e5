import { playbackPlan } from '../../electron/core/footage/playbackPlan';
import { buildTimeline, chooseStreams, describeVideo, type Measured } from '../../electron/core/footage/timeline';
import { PacketCollector } from '../../electron/core/media/packets';
import { parseProbe, type Probe } from '../../electron/core/media/probe';

const VIDEO = { index: 0, codec_type: 'video', codec_name: 'h264', profile: 'High', width: 1920, height: 1080, pix_fmt: 'yuv420p', field_order: 'progressive', time_base: '1/90000', avg_frame_rate: '30/1', nb_frames: '60', sample_aspect_ratio: '1:1' };
const AUDIO = { index: 1, codec_type: 'audio', codec_name: 'aac', sample_rate: '48000', channels: 2, time_base: '1/48000', nb_frames: '94' };

function probeOf(streams: object[], format: object = {}): Probe {
  return parseProbe(JSON.stringify({ format: { format_name: 'mov,mp4,m4a,3gp,3g2,mj2', duration: '2.000000', ...format }, streams }));
}

function collect(secondsPerTick: number, lines: readonly string[]): PacketCollector {
  const collector = new PacketCollector(secondsPerTick);
  for (const line of lines) collector.add(line.split(','));
  return collector;
}

/** Even packets: `count` from `start`, `step` apart, in ticks. */
const even = (secondsPerTick: number, start: number, step: number, count: number): PacketCollector =>
  collect(secondsPerTick, Array.from({ length: count }, (_, n) => `${start + n * step},${start + n * step},${step},K__`));

function measuredOf(streams: object[], o: { format?: object; videoStart?: number; audioStart?: number; seconds?: number } = {}): Measured {
  const probe = probeOf(streams, o.format);
  const { video, audio } = chooseStreams(probe);
  const seconds = o.seconds ?? 2;
  const packets = new Map();
  const firstFrames = new Map<number, number>();
  for (const stream of [...(video ? [video] : []), ...audio]) {
    const start = stream === video ? o.videoStart ?? 0 : o.audioStart ?? 0;
    const facts = stream === video ? even(1 / 90_000, start * 90_000, 3_000, seconds * 30).facts() : even(1 / 48_000, start * 48_000, 1_024, Math.round(seconds * 46.875)).facts();
    packets.set(stream.index, facts);
    firstFrames.set(stream.index, Math.round(start * 1e6));
  }
  return { probe, video, audio, packets, firstFrames };
}

describe('packets', () => {
  test('reordered pictures give start, end and step in presentation order', () => {
    expect(collect(1 / 1000, ['0,-80,40,K__', '120,-40,40,___', '40,0,40,___', '80,40,40,___']).facts()).toEqual({ count: 4, startUs: 0, endUs: 160_000, medianStepUs: 40_000, uneven: false, hidden: 0, corrupt: 0 });
  });
  test('hidden packets do not count, corrupt ones are told', () => {
    expect(collect(1 / 1000, ['-40,-40,40,KD_', '0,0,40,K__', '40,40,40,__C']).facts()).toMatchObject({ count: 2, startUs: 0, endUs: 80_000, hidden: 1, corrupt: 1 });
  });
  test('without durations the last picture lasts as long as the others', () => {
    expect(collect(1 / 1000, ['3,3,N/A,K__', '36,36,N/A,___', '70,70,N/A,___']).facts()).toMatchObject({ startUs: 3_000, endUs: 104_000 });
  });
  test('without presentation times the decoding times stand in; without either, durations add up', () => {
    expect(collect(1 / 25, ['N/A,0,1,K__', 'N/A,1,1,___']).facts()).toMatchObject({ startUs: 0, endUs: 80_000 });
    expect(collect(1 / 25, ['N/A,N/A,1,K__', 'N/A,N/A,1,___']).facts()).toMatchObject({ startUs: 0, endUs: 80_000 });
  });
  test('millisecond rounding is no variable rate, a phone in the dark is', () => {
    expect(collect(1 / 1000, [0, 33, 67, 100, 133].map((t) => `${t},${t},33,K__`)).facts()?.uneven).toBe(false);
    expect(collect(1 / 1000, [0, 33, 67, 150, 300].map((t) => `${t},${t},33,K__`)).facts()?.uneven).toBe(true);
  });
  test('no packet, no facts', () => expect(new PacketCollector(1).facts()).toBeNull());
});

describe('timeline', () => {
  test('zero is the first presented picture', () => {
    const timeline = buildTimeline(measuredOf([VIDEO, AUDIO], { videoStart: 1.5, audioStart: 1.46 }));
    expect(timeline).toMatchObject({ originUs: 1_500_000, frameDurationUs: 33_333, videoStream: { index: 0, startUs: 0, endUs: 2_000_000 }, audioStreams: [{ index: 1, startUs: -40_000 }] });
  });
  test('zero is the first sound where it leads by more than 100 ms, and where there is no picture', () => {
    expect(buildTimeline(measuredOf([VIDEO, AUDIO], { videoStart: 1, audioStart: 0 }))).toMatchObject({ originUs: 0, durationUs: 3_000_000, videoStream: { startUs: 1_000_000 } });
    expect(buildTimeline(measuredOf([AUDIO], { audioStart: 0.25 }))).toMatchObject({ originUs: 250_000, videoStream: null, frameDurationUs: 0 });
  });
  test('cover pictures are not film, and the default track wins', () => {
    const cover = { ...VIDEO, index: 5, codec_name: 'mjpeg', disposition: { attached_pic: 1 } };
    expect(chooseStreams(probeOf([cover, AUDIO])).video).toBeNull();
    expect(chooseStreams(probeOf([VIDEO, { ...VIDEO, index: 7, disposition: { default: 1 } }])).video?.index).toBe(7);
  });
  test.each([[-90, 90], [90, 270], [180, 180], [-180, 180], [0, 0], [-89.6, 90]])('display matrix %p turns by %p clockwise', (rotation, expected) => {
    const [stream] = probeOf([{ ...VIDEO, sample_aspect_ratio: '2:1', side_data_list: [{ side_data_type: 'Display Matrix', rotation }] }]).streams;
    if (!stream) throw new Error('no stream');
    const upright = { width: 3840, height: 1080 };
    expect(describeVideo(stream, undefined)).toMatchObject({ rotation: expected, ...(expected % 180 === 0 ? upright : { width: 1080, height: 3840 }) });
  });
});

describe('playback', () => {
  const plan = (streams: object[], o: Parameters<typeof measuredOf>[1] = {}): readonly string[] => {
    const measured = measuredOf(streams, o);
    return playbackPlan(measured, buildTimeline(measured)).why;
  };
  test('a plain phone film plays as it is', () => expect(plan([VIDEO, AUDIO])).toEqual([]));
  test.each<[string, object[], Parameters<typeof measuredOf>[1]]>([
    ['codec', [{ ...VIDEO, codec_name: 'hevc' }, AUDIO], {}],
    ['codec', [VIDEO, { ...AUDIO, codec_name: 'ac3' }], {}],
    ['container', [VIDEO, AUDIO], { format: { format_name: 'avi' } }],
    ['codec', [VIDEO, AUDIO], { format: { format_name: 'matroska,webm' } }],
    ['pixels', [{ ...VIDEO, pix_fmt: 'yuv420p10le' }], {}],
    ['hdr', [{ ...VIDEO, color_transfer: 'arib-std-b67' }], {}],
    ['interlaced', [{ ...VIDEO, field_order: 'tt' }], {}],
    ['clock', [VIDEO, AUDIO], { videoStart: 0.04, audioStart: 0.04 }],
    ['late picture', [VIDEO, AUDIO], { videoStart: 1, audioStart: 0, format: { duration: '3.0' } }],
    ['duration', [VIDEO, AUDIO], { format: { duration: undefined } }],
    ['duration', [VIDEO, AUDIO], { format: { duration: '60' } }],
    ['fragments', [{ ...VIDEO, nb_frames: undefined }], {}],
    ['tracks', [VIDEO, AUDIO, { ...AUDIO, index: 2 }], {}],
    ['size', [{ ...VIDEO, width: 7680 }], {}],
  ])('%s speaks against it', (why, streams, o) => expect(plan(streams, o)).toEqual([why]));
});

test.each(['Encryption info', 'Encryption initialization data'])('%s means encrypted', (type) => {
  expect(parseProbe(JSON.stringify({ format: { format_name: 'mov' }, streams: [VIDEO], packets: [{ side_data_list: [{ side_data_type: type }] }] })).encrypted).toBe(true);
  expect(probeOf([{ ...VIDEO, codec_tag_string: 'encv' }]).encrypted).toBe(true);
  expect(probeOf([VIDEO]).encrypted).toBe(false);
});
