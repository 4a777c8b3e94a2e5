import { DOMParser } from '@xmldom/xmldom';
import { cutsOf, writeCutList, type Cuts } from '../../electron/core/cliplist/cutList';
import { frameRate, framesIn, timecode } from '../../electron/core/cliplist/frameRate';
import type { Footage, ListedClip } from '../../shared/domain';

const footage = (id: string, fps: number | null, durationMs: number, sound = true): Footage => ({
  id, name: `Hasanović ${id}.mp4`, durationUs: durationMs * 1000, video: fps === null ? null : { codec: 'h264', width: 1920, height: 1080, rotation: 0, fps, variableRate: false },
  audio: sound ? [{ codec: 'aac', channels: 2, sampleRate: 48_000, language: '' }] : [],
} as unknown as Footage);
const clip = (title: string, ...parts: [footageId: string, startMs: number, endMs: number][]): ListedClip => ({
  id: title, title, lowerThird: '', fadeInUs: 0, fadeOutUs: 0, updatedAt: '', parts: parts.map(([footageId, startMs, endMs]) => ({ footageId, startUs: startMs * 1000, endUs: endMs * 1000, byWords: false })),
});
const FOOTAGE = new Map([footage('a', 25, 3_700_000), footage('b', 29.970_029, 120_000), footage('c', null, 60_000), footage('d', 23.98, 60_000, false)].map((one) => [one.id, one]));
const CLIPS = [clip('Put & <povratak> "kući"', ['a', 1_000, 3_000], ['b', 60_000, 61_990]), clip('', ['a', 3_600_000, 3_601_000], ['c', 480, 1_480], ['d', 0, 2_000])];
const cuts = (): Cuts => cutsOf(CLIPS, FOOTAGE);
/** Frames of the list, as its own rate counts them. */
const LENGTHS = [50, 50, 25, 25, 50];

it('knows the rates of footage by its average, and frames by the picture that is shown', () => {
  expect([23.976, 23.98, 24, 25, 29.97, 30, 59.94, 12, null].map((fps) => { const { num, den } = frameRate(fps); return `${num}/${den}`; }))
    .toEqual(['24000/1001', '24000/1001', '24/1', '25/1', '30000/1001', '30/1', '60000/1001', '24000/1001', '25/1']);
  expect(framesIn({ startUs: 1_000_000, endUs: 2_000_000 }, { num: 25, den: 1 })).toEqual({ first: 25, end: 50 });
  // The picture shown at 1.03 s is the one of 1.00; what is shown at 1.97 is the one of 1.96.
  expect(framesIn({ startUs: 1_030_000, endUs: 1_970_000 }, { num: 25, den: 1 })).toEqual({ first: 25, end: 50 });
  // A cut made in milliseconds means the frame at whose edge it lies: frame 1798 of 29.97 begins at 59.99327 s.
  expect(framesIn({ startUs: 59_993_000, endUs: 60_060_000 }, { num: 30_000, den: 1001 })).toEqual({ first: 1_798, end: 1_800 });
  expect([timecode(0, { num: 25, den: 1 }), timecode(90_025, { num: 25, den: 1 }), timecode(1_799, { num: 30_000, den: 1001 })]).toEqual(['00:00:00:00', '01:00:01:00', '00:00:59:29']);
});

it('writes an EDL that a CMX 3600 reader takes: numbered events, source and programme of one length, no gap', () => {
  const text = writeCutList('edl', cuts());
  const base = [25, 30, 25, 25, 24];
  const frames = (tc: string, fps: number): number => tc.split(':').reduce((sum, part, i) => (i === 3 ? sum * fps : sum * (i === 0 ? 1 : 60)) + Number(part), 0);
  const events = text.split('\n').flatMap((line) => {
    const m = /^(\d{3}) {2}(\w{8}) (\S+) +C +(\d\d:\d\d:\d\d:\d\d) (\d\d:\d\d:\d\d:\d\d) (\d\d:\d\d:\d\d:\d\d) (\d\d:\d\d:\d\d:\d\d)$/.exec(line);
    return m ? [m.slice(1)] : [];
  });
  expect(text.startsWith('TITLE: clips\nFCM: NON-DROP FRAME\n')).toBe(true);
  expect(events.map(([number, reel, track]) => [number, reel, track])).toEqual([['001', 'FOOT0001', 'B'], ['002', 'FOOT0002', 'B'], ['003', 'FOOT0001', 'B'], ['004', 'FOOT0003', 'A'], ['005', 'FOOT0004', 'V']]);
  let at = 3_600 * 25;
  events.forEach(([, , , from = '', to = '', into = '', until = ''], i) => {
    expect([frames(into, 25), frames(until, 25)]).toEqual([at, at + (LENGTHS[i] ?? 0)]);
    at += LENGTHS[i] ?? 0;
    expect((frames(to, base[i] ?? 0) - frames(from, base[i] ?? 0)) / (base[i] ?? 1)).toBeCloseTo((LENGTHS[i] ?? 0) / 25, 1);
  });
  expect(events[0]?.slice(3, 5)).toEqual(['00:00:01:00', '00:00:03:00']);
  expect(events[2]?.slice(3, 5)).toEqual(['01:00:00:00', '01:00:01:00']);
  // Frame 1798 is shown at 60 s of 29.97.
  expect(events[1]?.[3]).toBe('00:00:59:28');
  expect(text).toContain('* COMMENT: clip 1 Put & <povratak> "kući"');
});

it('writes FCPXML that a parser takes: every time a whole number of frames, every reference there', () => {
  const faults: string[] = [];
  const xml = new DOMParser({ errorHandler: (level: string, message: string) => { faults.push(`${level}: ${message}`); } }).parseFromString(writeCutList('fcpxml', cuts()), 'text/xml');
  expect(faults).toEqual([]);
  const all = (tag: string) => Array.from(xml.getElementsByTagName(tag));
  const attribute = (tag: string, name: string): (string | null)[] => all(tag).map((element) => element.getAttribute(name));
  expect(attribute('fcpxml', 'version')).toEqual(['1.10']);
  expect(attribute('format', 'frameDuration')).toEqual(['1/25s', '1001/30000s', '1/25s', '1001/24000s']);
  expect(attribute('asset', 'name')).toEqual(['footage-1', 'footage-2', 'footage-3', 'footage-4']);
  expect(attribute('asset', 'hasVideo')).toEqual(['1', '1', '', '1']);
  expect(attribute('asset-clip', 'ref')).toEqual(['a1', 'a2', 'a1', 'a3', 'a4']);
  expect(attribute('asset-clip', 'name').slice(0, 3)).toEqual(['Put & <povratak> "kući"', 'Put & <povratak> "kući"', 'clip 2']);
  expect(attribute('asset-clip', 'offset')).toEqual(['0s', '50/25s', '100/25s', '125/25s', '150/25s']);
  expect(attribute('asset-clip', 'start')[1]).toBe('1799798/30000s');
  expect(attribute('sequence', 'duration')).toEqual(['200/25s']);
});

it('writes OTIO with the schemas of its reader, the same length on both tracks', () => {
  interface Time { OTIO_SCHEMA: string; rate: number; value: number }
  interface Item { OTIO_SCHEMA: string; name: string; source_range: { OTIO_SCHEMA: string; start_time: Time; duration: Time }; media_references?: Record<string, { OTIO_SCHEMA: string; target_url: string; available_range: { duration: Time } }>; active_media_reference_key?: string }
  const otio = JSON.parse(writeCutList('otio', cuts())) as { OTIO_SCHEMA: string; tracks: { OTIO_SCHEMA: string; children: { OTIO_SCHEMA: string; kind: string; children: Item[] }[] } };
  expect([otio.OTIO_SCHEMA, otio.tracks.OTIO_SCHEMA, ...otio.tracks.children.map((track) => `${track.OTIO_SCHEMA} ${track.kind}`)]).toEqual(['Timeline.1', 'Stack.1', 'Track.1 Video', 'Track.1 Audio']);
  const [video, audio] = otio.tracks.children.map((track) => track.children);
  expect(video?.map((item) => item.OTIO_SCHEMA)).toEqual(['Clip.2', 'Clip.2', 'Clip.2', 'Gap.1', 'Clip.2']);
  expect(audio?.map((item) => item.OTIO_SCHEMA)).toEqual(['Clip.2', 'Clip.2', 'Clip.2', 'Clip.2', 'Gap.1']);
  const length = (items: Item[] | undefined): number => items?.reduce((sum, { source_range: { duration } }) => sum + duration.value / duration.rate, 0) ?? 0;
  expect(length(video)).toBeCloseTo(length(audio), 1);
  for (const item of [...video ?? [], ...audio ?? []]) {
    expect([item.source_range.OTIO_SCHEMA, item.source_range.start_time.OTIO_SCHEMA]).toEqual(['TimeRange.1', 'RationalTime.1']);
    if (item.OTIO_SCHEMA !== 'Clip.2') continue;
    const reference = item.media_references?.[item.active_media_reference_key ?? ''];
    expect(reference?.OTIO_SCHEMA).toBe('ExternalReference.1');
    expect(item.source_range.start_time.value + item.source_range.duration.value).toBeLessThanOrEqual(reference?.available_range.duration.value ?? 0);
  }
  expect(video?.[1]?.source_range.start_time).toMatchObject({ rate: 30_000 / 1001, value: 1_798 });
});

it('names no media by its file', () => {
  for (const format of ['edl', 'fcpxml', 'otio'] as const) expect(writeCutList(format, cuts())).not.toMatch(/Hasanovi/);
});
