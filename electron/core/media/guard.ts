/**
 * Demuxers that footage may use. Everything else is refused before it parses a byte: playlists and
 * manifests (hls, dash, concat, sdp, imf) open further addresses, image and subtitle readers guess wildly.
 */
export const FOOTAGE_FORMATS = [
  'mov', 'mp4', 'm4a', '3gp', '3g2', 'matroska', 'webm', 'avi', 'flv', 'live_flv', 'mpegts', 'mpeg', 'mpegvideo', 'dv', 'asf', 'mxf', 'gxf', 'rm',
  'ogg', 'wav', 'w64', 'aiff', 'caf', 'au', 'flac', 'mp3', 'aac', 'ac3', 'eac3', 'dts', 'amr', 'amrnb', 'amrwb', 'wv', 'ape', 'tta', 'oma', 'm4v', 'h264', 'hevc',
] as const;

/** Real protocols behind the loopback: http over tcp to our own proxy. No file, no TLS, no udp. */
const LOOPBACK_PROTOCOLS = 'http,tcp,httpproxy';

/**
 * How far ahead ffmpeg looks for streams. The same in every run, or late streams of a transport stream
 * would get other numbers in the export than at import.
 */
const LOOK_AHEAD = ['-probesize', '20000000', '-analyzeduration', '15000000'] as const;

/**
 * Puts whitelists of protocols and demuxers before every `-i`, so that no caller can forget them and
 * hostile footage can neither open a file of this machine nor reach a network.
 *
 * @throws Error for an input that is not the loopback, a pipe or `-f lavfi`: a mistake of the caller.
 */
export function guardInputs(args: readonly string[]): string[] {
  const guarded: string[] = [];
  args.forEach((arg, at) => {
    if (arg === '-i') {
      const input = args[at + 1] ?? '';
      if (input.startsWith('http://footage/')) guarded.push(...LOOK_AHEAD, '-protocol_whitelist', LOOPBACK_PROTOCOLS, '-format_whitelist', FOOTAGE_FORMATS.join(','));
      else if (input.startsWith('pipe:')) guarded.push('-protocol_whitelist', 'pipe');
      else if (args[at - 1] !== 'lavfi') throw new Error('an ffmpeg input must come through the loopback or a pipe');
    }
    guarded.push(arg);
  });
  return guarded;
}
