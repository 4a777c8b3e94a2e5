import type { Cut, Cuts, CutSource } from './cutList';
import type { FrameRate } from './frameRate';

/** OpenTimelineIO's JSON: one track of picture and one of sound, references by neutral names that point at no file. */
export function toOtio({ rate, cuts }: Cuts): string {
  const track = (kind: 'Video' | 'Audio', has: (source: CutSource) => boolean): object => ({
    OTIO_SCHEMA: 'Track.1', name: kind, kind, metadata: {}, source_range: null, effects: [], markers: [], enabled: true,
    children: cuts.map((cut) => (has(cut.source) ? clip(cut) : gap(cut, rate))),
  });
  return `${JSON.stringify({
    OTIO_SCHEMA: 'Timeline.1', name: 'clips', metadata: {}, global_start_time: null,
    tracks: {
      OTIO_SCHEMA: 'Stack.1', name: 'tracks', metadata: {}, source_range: null, effects: [], markers: [], enabled: true,
      children: [track('Video', ({ video }) => video !== null), track('Audio', ({ sound }) => sound)],
    },
  }, null, 2)}\n`;
}

function clip({ source, first, end, clip: number, title }: Cut): object {
  return {
    OTIO_SCHEMA: 'Clip.2', name: title === '' ? `clip ${number}` : title, metadata: { zapis: { clip: number } },
    source_range: range(first, end - first, source.rate), effects: [], markers: [], enabled: true,
    media_references: { DEFAULT_MEDIA: { OTIO_SCHEMA: 'ExternalReference.1', name: source.name, metadata: {}, target_url: source.name, available_range: range(0, source.frames, source.rate), available_image_bounds: null } },
    active_media_reference_key: 'DEFAULT_MEDIA',
  };
}

function gap({ length }: Cut, rate: FrameRate): object {
  return { OTIO_SCHEMA: 'Gap.1', name: '', metadata: {}, source_range: range(0, length, rate), effects: [], markers: [], enabled: true };
}

function range(start: number, duration: number, { num, den }: FrameRate): object {
  const time = (value: number): object => ({ OTIO_SCHEMA: 'RationalTime.1', rate: num / den, value });
  return { OTIO_SCHEMA: 'TimeRange.1', start_time: time(start), duration: time(duration) };
}
