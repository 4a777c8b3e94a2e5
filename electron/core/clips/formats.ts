import type { ClipFormat } from '../../../shared/domain';

/** How a format is written, and what a finished file of it must turn out to be. */
export interface FormatRecipe {
  readonly container: readonly string[];
  /** Null: sound only. */
  readonly video: { readonly codec: string; readonly args: readonly string[]; /** Holds the picture below so many kilobits a second. */ limit(kbit: number): readonly string[] } | null;
  readonly audio: { readonly codec: string; /** Slope before what is gone, microseconds; the shortest unless given. */ readonly fadeBeforeUs?: number; args(channels: number): readonly string[] };
  /** Tags that every file of this format has and that say nothing about the footage; anything else is a leak until proved otherwise. */
  readonly tags: Readonly<Record<string, RegExp>>;
  /** What stands in the manifest. */
  readonly encoding: Readonly<Record<string, string | number>>;
}

const COMMON_VIDEO = [
  '-pix_fmt', 'yuv420p',
  // A keyframe every two seconds or so: players seek well in it, and so does the check.
  '-g', '60',
  // Variable frame rate stays as it is; 90 kHz divides the common rates.
  '-fps_mode', 'passthrough', '-enc_time_base', '1:90000', '-flags:v', '+bitexact',
];
const H264 = {
  codec: 'h264',
  args: [
    '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', ...COMMON_VIDEO, '-video_track_timescale', '90000',
    // libx264 would copy closed captions into the stream and sign it with its settings: both are NAL units of type 6.
    '-a53cc', '0', '-bsf:v', 'filter_units=remove_types=6',
  ],
  limit: (kbit: number) => ['-maxrate', `${kbit}k`, '-bufsize', `${2 * kbit}k`],
};
const VP9 = {
  codec: 'vp9', args: ['-c:v', 'libvpx-vp9', '-b:v', '0', '-crf', '30', '-deadline', 'good', '-cpu-used', '5', '-row-mt', '1', ...COMMON_VIDEO],
  // Takes the place of `-b:v 0`, "no limit".
  limit: (kbit: number) => ['-b:v', `${kbit}k`],
};

const kbit = (mono: number, stereo: number) => (channels: number): string[] => ['-b:a', `${channels === 1 ? mono : stereo}k`];
const AAC = { codec: 'aac', args: (channels: number) => ['-c:a', 'aac', ...kbit(96, 160)(channels)] };
const MP4 = ['-f', 'mp4', '-movflags', '+faststart'];
const MP4_TAGS = {
  major_brand: /^isom$/, minor_version: /^512$/, compatible_brands: /^(isom|iso2|avc1|mp41|iso4|iso5|iso6)+$/,
  language: /^und$/, handler_name: /^(Video|Sound)Handler$/, vendor_id: /^\[0\]\[0\]\[0\]\[0\]$/, encoder: /^Lavc libx264$/,
};
/** The writer's name without a version: `bitexact` leaves that much. */
const WRITER = { encoder: /^Lav[fc]( libvpx-vp9| libopus| flac| lame)?$/, ENCODER: /^Lav[fc]( libvpx-vp9| libopus)?$/ };

/**
 * Opus takes constant parts out with a filter of 3 Hz (`dc_reject` in its source), and what is cut off in the middle of a wave
 * leaves there a fall of a fifth of a second, −40 dB for a loud low voice. A slope of many waves leaves −70 dB at most.
 */
const OPUS_FADE_US = 190_000;

export const FORMATS: Readonly<Record<ClipFormat, FormatRecipe>> = {
  mp4: { container: MP4, video: H264, audio: AAC, tags: MP4_TAGS, encoding: { video: 'libx264', preset: 'veryfast', crf: 20, audio: 'aac', monoKbit: 96, stereoKbit: 160 } },
  webm: {
    // 'lowdelay' keeps Opus from its mode for speech, which foretells what comes from what was said before.
    container: ['-f', 'webm'], video: VP9, audio: { codec: 'opus', fadeBeforeUs: OPUS_FADE_US, args: (channels) => ['-c:a', 'libopus', '-application', 'lowdelay', ...kbit(64, 128)(channels)] },
    tags: { ...WRITER, DURATION: /^[\d:.]+$/ }, encoding: { video: 'libvpx-vp9', crf: 30, audio: 'libopus', monoKbit: 64, stereoKbit: 128 },
  },
  m4a: { container: MP4, video: null, audio: AAC, tags: MP4_TAGS, encoding: { audio: 'aac', monoKbit: 96, stereoKbit: 160 } },
  flac: { container: ['-f', 'flac'], video: null, audio: { codec: 'flac', args: () => ['-c:a', 'flac', '-sample_fmt', 's16'] }, tags: WRITER, encoding: { audio: 'flac', bits: 16 } },
  mp3: {
    // Without ID3: the one place where an MP3 keeps what it tells of itself.
    container: ['-f', 'mp3', '-id3v2_version', '0', '-write_id3v1', '0'], video: null,
    audio: { codec: 'mp3', args: (channels) => ['-c:a', 'libmp3lame', ...kbit(96, 192)(channels)] }, tags: WRITER, encoding: { audio: 'libmp3lame', monoKbit: 96, stereoKbit: 192 },
  },
};

/** The sides of a picture whose shorter one may be at most `longest` pixels; even, never enlarged. */
export function fitted({ width, height }: { readonly width: number; readonly height: number }, longest: number | undefined): { width: number; height: number } {
  const shorter = Math.min(width, height);
  if (longest === undefined || shorter <= longest) return { width, height };
  const side = (pixels: number): number => Math.max(2, 2 * Math.round((pixels * longest) / shorter / 2));
  return { width: side(width), height: side(height) };
}
