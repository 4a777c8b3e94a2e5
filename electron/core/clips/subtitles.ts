import type { Segment, Word } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import { REDACTED } from '../redaction/policy';
import { overlaps } from '../redaction/spans';
import { toCues } from '../transcript/formats/cues';

/**
 * The part of a redacted transcript that is spoken in a clip, in the clip's time. A word that the cut goes through
 * stays when more than half of it is heard; a `[redacted]` stays when any of it is.
 *
 * @param redacted segments from `redactedSegments`, never the raw transcript.
 */
export function clipSegments(redacted: readonly Segment[], clip: Span): Segment[] {
  const shift = (us: number): number => Math.min(Math.max(us, clip.startUs), clip.endUs) - clip.startUs;
  return redacted.filter((s) => overlaps(s, clip)).flatMap((segment) => {
    const words = segment.words
      .filter((w) => (w.text === REDACTED ? overlaps(w.trust === 'untimed' ? segment : w, clip) : isHeard(w, segment, clip)))
      .map((w): Word => ({ ...w, startUs: shift(w.startUs), endUs: shift(w.endUs) }));
    const startUs = shift(segment.startUs);
    const endUs = shift(segment.endUs);
    if (words.length === 0 || endUs <= startUs) return [];
    return [{ ...segment, startUs, endUs, words, text: words.map((w) => w.text).join(' ') }];
  });
}

function isHeard(word: Word, segment: Segment, clip: Span): boolean {
  const { startUs, endUs } = word.trust === 'untimed' ? segment : word;
  const middle = (startUs + endUs) / 2;
  return middle >= clip.startUs && middle < clip.endUs;
}

/** The family of the font that comes with Zapis; it has all of the region's letters, Latin and Cyrillic. */
const FONT = 'DejaVu Sans';

/**
 * Subtitles as an ASS script to be drawn into the picture: white on a dark box at the foot, sized by the shorter
 * side so that upright phone footage stays legible.
 */
export function burnedSubtitles(segments: readonly Segment[], width: number, height: number): string {
  const size = Math.max(12, Math.round(Math.min(width, height) * 0.052));
  const margin = Math.round(size * 0.8);
  const events = toCues(segments).map((cue) =>
    `Dialogue: 0,${assTime(cue.startMs, Math.floor)},${assTime(cue.endMs, Math.ceil)},Default,,0,0,0,,${cue.lines.map(plain).join('\\N')}`);
  return [
    '[Script Info]', 'ScriptType: v4.00+', `PlayResX: ${width}`, `PlayResY: ${height}`, 'WrapStyle: 0', 'ScaledBorderAndShadow: yes', '',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
    `Style: Default,${FONT},${size},&H00FFFFFF,&H00FFFFFF,&H60000000,&H60000000,0,0,0,0,100,100,0,0,3,${Math.max(1, Math.round(size / 8))},0,2,${margin},${margin},${margin},1`, '',
    '[Events]', 'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text', ...events, '',
  ].join('\n');
}

/** Braces and backslashes are commands in ASS. */
function plain(line: string): string {
  return line.replaceAll('{', '(').replaceAll('}', ')').replaceAll('\\', '/').replace(/[\r\n]+/g, ' ');
}

/** ASS counts in hundredths of a second. */
function assTime(ms: number, round: (n: number) => number): string {
  const cs = round(ms / 10);
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${Math.floor(cs / 360_000)}:${pad(Math.floor(cs / 6_000) % 60)}:${pad(Math.floor(cs / 100) % 60)}.${pad(cs % 100)}`;
}
