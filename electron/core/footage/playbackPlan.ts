import type { Measured, Timeline } from './timeline';

/** How Chromium gets the footage: itself, or a preview made by ffmpeg; `why` names what spoke against it. */
export interface PlaybackPlan {
  readonly playback: 'direct' | 'proxy';
  readonly why: readonly string[];
}

/** Containers that Electron's player seeks exactly, with the codecs it decodes in each, pictures and sound. */
const PLAYABLE: readonly { readonly format: RegExp; readonly codecs: readonly string[] }[] = [
  { format: /^mov,mp4/, codecs: ['h264', 'av1', 'vp9', 'aac', 'mp3', 'opus'] },
  { format: /^matroska,webm/, codecs: ['vp8', 'vp9', 'av1', 'opus', 'vorbis'] },
  { format: /^ogg$/, codecs: ['opus', 'vorbis', 'flac'] },
  { format: /^wav$/, codecs: ['pcm_u8', 'pcm_s16le', 'pcm_s24le', 'pcm_s32le', 'pcm_f32le'] },
  { format: /^flac$/, codecs: ['flac'] },
];

/** The player's clock may differ from ours by this much: well under one picture. */
const CLOCK_US = 5_000;
const MAX_SIDE = 4096;

/**
 * Decides without trying. In doubt a preview is made: it costs minutes, while a player whose clock differs
 * from the redaction's would make a person approve the wrong span.
 */
export function playbackPlan(measured: Measured, timeline: Timeline): PlaybackPlan {
  const why: string[] = [];
  const object = (reason: string, applies: boolean): void => { if (applies) why.push(reason); };
  const { probe, video, audio, packets } = measured;
  const container = PLAYABLE.find((entry) => entry.format.test(probe.format));
  const kept = [...(video ? [video] : []), ...audio];

  object('container', !container);
  object('codec', container !== undefined && kept.some((s) => !container.codecs.includes(s.codec_name)));
  object('clock', Math.abs(timeline.originUs) > CLOCK_US);
  object('duration', Math.abs((probe.headerDuration ?? Infinity) * 1e6 - timeline.originUs - timeline.durationUs) > 500_000);
  object('fragments', /^mov/.test(probe.format) && kept.some((s) => s.nb_frames === 0));
  object('damage', kept.some((s) => (packets.get(s.index)?.corrupt ?? 0) > 0));
  object('tracks', audio.length > 1 || probe.streams.filter((s) => s.codec_type === 'video').length > 1);
  if (video) {
    object('pixels', !['yuv420p', 'yuvj420p'].includes(video.pix_fmt));
    object('hdr', timeline.videoStream?.hdr === true);
    object('interlaced', timeline.videoStream?.interlaced === true);
    object('size', Math.max(video.width, video.height) > MAX_SIDE);
    object('edit list', (packets.get(video.index)?.hidden ?? 0) > 0);
    object('late picture', Math.abs(timeline.videoStream?.startUs ?? 0) > CLOCK_US);
  }
  return { playback: why.length === 0 ? 'direct' : 'proxy', why };
}

/** The type to serve directly playable footage under. */
export function directMimeType(format: string, hasVideo: boolean): string {
  const kind = hasVideo ? 'video' : 'audio';
  if (/^matroska/.test(format)) return `${kind}/webm`;
  if (/^(ogg|wav|flac)$/.test(format)) return `${kind}/${format}`;
  return `${kind}/mp4`;
}
