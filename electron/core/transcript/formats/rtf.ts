import { speakerName, spoken, type TranscriptDocument } from './document';

/**
 * Rich text that MAXQDA imports as a transcript with time stamps: each paragraph begins with `#hh:mm:ss-t#` (tenths
 * of a second), which MAXQDA turns into a link to the sound; then the speaker and a colon.
 */
export function transcriptToRtf(doc: TranscriptDocument): string {
  const head = [doc.title, doc.citation].filter((line) => line !== '').map((line) => `{\\b ${rtf(line)}}\\par`);
  const paragraphs = spoken(doc).map((s) => {
    const name = speakerName(doc, s);
    return `${stamp(s.startUs)} ${name === '' ? '' : `{\\b ${rtf(name)}:} `}${rtf(s.text)}\\par`;
  });
  return ['{\\rtf1\\ansi\\ansicpg1252\\deff0\\uc1{\\fonttbl{\\f0\\fswiss Arial;}}\\f0\\fs22', ...head, '\\par', ...paragraphs, '}', ''].join('\n');
}

function stamp(us: number): string {
  const tenths = Math.floor(us / 100_000);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `#${two(Math.floor(tenths / 36_000))}:${two(Math.floor(tenths / 600) % 60)}:${two(Math.floor(tenths / 10) % 60)}-${tenths % 10}#`;
}

/**
 * RTF is seven-bit: everything else is `\uN` in signed 16-bit units, astral letters as two. The question mark for old
 * readers is written as `\'3f`: after a bare one, unrtf drops the rest of the word.
 */
function rtf(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const character = text.charAt(i);
    if (character === '\\' || character === '{' || character === '}') out += `\\${character}`;
    else if (unit >= 0x80) out += `\\u${unit > 0x7fff ? unit - 0x10000 : unit}\\'3f`;
    else if (unit >= 0x20) out += character;
    else out += ' ';
  }
  return out;
}
