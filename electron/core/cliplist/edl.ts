import type { Cut, Cuts } from './cutList';
import { timecode, type FrameRate } from './frameRate';

/** Programmes begin at hour one, by custom. */
const HOUR = 3_600;

/** CMX 3600, timecode without dropped frames; each source in its own rate, the programme in the first one's. */
export function toEdl({ rate, cuts }: Cuts): string {
  const from = HOUR * Math.round(rate.num / rate.den);
  const lines = cuts.flatMap((cut, i) => {
    const { source } = cut;
    const times = [timecode(cut.first, source.rate), timecode(cut.end, source.rate), timecode(from + cut.at, rate), timecode(from + cut.at + cut.length, rate)];
    return [
      `${String(i + 1).padStart(3, '0')}  ${`FOOT${String(source.number).padStart(4, '0')}`.padEnd(8)} ${channels(cut).padEnd(5)} C        ${times.join(' ')}`,
      `* FROM CLIP NAME: ${source.name}`,
      ...(same(source.rate, rate) ? [] : [`* SOURCE RATE: ${(source.rate.num / source.rate.den).toFixed(3)}`]),
      `* COMMENT: clip ${cut.clip}${cut.title === '' ? '' : ` ${oneLine(cut.title)}`}`,
    ];
  });
  return ['TITLE: clips', 'FCM: NON-DROP FRAME', '', ...lines, ''].join('\n');
}

function channels({ source }: Cut): string {
  if (source.video === null) return 'A';
  return source.sound ? 'B' : 'V';
}

function same(a: FrameRate, b: FrameRate): boolean {
  return a.num * b.den === b.num * a.den;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ');
}
