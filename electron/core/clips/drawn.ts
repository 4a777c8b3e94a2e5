import type { Segment } from '../../../shared/domain';
import { usToMs } from '../../../shared/time';
import { toCues } from '../subtitles/cues';

/** The family of the font that comes with Zapis; it has all of the region's letters, Latin and Cyrillic. */
const FONT = 'DejaVu Sans';
/** How long title and lower third stand, milliseconds. */
export const TITLE_MS = 6_000;
/** The frame that a file of subtitles is laid out for when nobody knows the picture. */
const COMMON_FRAME = { width: 1920, height: 1080 };

export interface Drawn {
  /** Redacted segments in the clip's time. */
  readonly spoken: readonly Segment[];
  readonly title: string;
  readonly lowerThird: string;
  readonly durationUs: number;
  /** Where no subtitle reaches over, µs. */
  readonly borders: readonly number[];
}

/** What is drawn into a clip's picture, as an ASS script; null when there is nothing to draw. */
export function drawnScript(d: Drawn, { width, height }: { readonly width: number; readonly height: number }): string | null {
  const title = [['Title', d.title], ['LowerThird', d.lowerThird]].flatMap(([style = '', text = '']) => (text.trim() === '' ? [] : [{ style, text: text.trim() }]));
  if (d.spoken.length === 0 && title.length === 0) return null;
  const endMs = Math.min(TITLE_MS, usToMs(d.durationUs));
  // The first event takes the foot, later ones move above it: the lower third stands under the title, both under what is said.
  const events = [...title].reverse().map(({ style, text }) => event(0, endMs, style, [text]));
  return script([...events, ...cues(d.spoken, d.borders)], width, height);
}

/** Subtitles as an ASS file, to stand beside a clip. */
export function transcriptToAss(segments: readonly Segment[], borders: readonly number[] = []): string {
  return script(cues(segments, borders), COMMON_FRAME.width, COMMON_FRAME.height);
}

function cues(segments: readonly Segment[], borders: readonly number[]): string[] {
  return toCues(segments, borders).map(({ startMs, endMs, lines }) => event(startMs, endMs, 'Default', lines));
}

/** Sized by the shorter side, so that upright phone footage stays legible. White on a dark box, at the foot. */
function script(events: readonly string[], width: number, height: number): string {
  const size = Math.max(12, Math.round(Math.min(width, height) * 0.052));
  const margin = Math.round(size * 0.8);
  const style = (name: string, of: number, bold: 0 | -1, alignment: 1 | 2): string =>
    `Style: ${name},${FONT},${of},&H00FFFFFF,&H00FFFFFF,&H60000000,&H60000000,${bold},0,0,0,100,100,0,0,3,${Math.max(1, Math.round(size / 8))},0,${alignment},${margin},${margin},${margin},1`;
  return [
    '[Script Info]', 'ScriptType: v4.00+', `PlayResX: ${width}`, `PlayResY: ${height}`, 'WrapStyle: 0', 'ScaledBorderAndShadow: yes', '',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
    style('Default', size, 0, 2), style('Title', Math.round(size * 1.2), -1, 1), style('LowerThird', Math.round(size * 0.85), 0, 1), '',
    '[Events]', 'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text', ...events, '',
  ].join('\n');
}

function event(startMs: number, endMs: number, style: string, lines: readonly string[]): string {
  return `Dialogue: 0,${assTime(startMs, Math.floor)},${assTime(endMs, Math.ceil)},${style},,0,0,0,,${lines.map(plain).join('\\N')}`;
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
