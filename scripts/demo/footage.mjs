import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../paths.mjs';
import { capture, run } from '../run.mjs';
import { SetupError } from '../setup/say.mjs';

const RATE = 22_050;
const VOICES = { interviewer: ['-s', '150', '-p', '60'], speaker: ['-s', '135', '-p', '30'] };

function speak(line, wav) {
  const { status, stderr } = capture('espeak-ng', ['-v', line.language, ...VOICES[line.who], '-w', wav, line.text]);
  if (status !== 0) throw new SetupError(`espeak-ng could not speak the sample interview: ${stderr.trim() || 'it is not installed'}`);
  const bytes = readFileSync(wav);
  return bytes.subarray(bytes.indexOf('data') + 8);
}

/** Speaks every line after a pause; gives the PCM and where each line lies. */
function speakAll(script, folder) {
  const silence = Buffer.alloc(Math.round((RATE * script.pauseMs) / 1000) * 2);
  const pieces = [silence];
  let samples = silence.length / 2;
  const at = () => Math.round((samples / RATE) * 1000);
  const add = (pcm) => (pieces.push(pcm), (samples += pcm.length / 2));
  const lines = script.lines.map((line, index) => {
    const startMs = at();
    add(speak(line, join(folder, `line-${index}.wav`)));
    const endMs = at();
    add(silence);
    return { ...line, startMs, endMs };
  });
  return { pcm: Buffer.concat(pieces), lines, durationMs: at() };
}

/** A seated figure that breathes, in front of a wall, with a running clock: enough to see a cut, a blur, a black frame. */
function picture(seconds) {
  const ellipse = (cx, cy, rx, ry) => `lte(pow((X-${cx})/${rx},2)+pow((Y-${cy})/${ry},2),1)`;
  const figure = `if(${ellipse(240, 165, 93, 117)}+${ellipse(240, 495, 225, 225)},255,0)`;
  return [
    `color=c=0x31404a:s=1280x720:r=25:d=${seconds}[wall]`,
    `color=c=0xb08d6e:s=480x580:r=25:d=0.04,format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='${figure}',loop=-1:1[figure]`,
    `testsrc=s=320x240:r=25:d=${seconds},scale=256:192[clock]`,
    `[wall][figure]overlay=x=400:y='148+8*sin(t*1.7)':shortest=1[seated]`,
    `[seated][clock]overlay=x=992:y=32,format=yuv420p[v]`,
  ].join(';');
}

/**
 * Makes the sample footage: the script of resources/demo spoken by espeak-ng over a generated picture.
 * @returns the file, its spoken lines with start and end in milliseconds, its duration, and the language most of it is in
 */
export async function makeFootage(ffmpeg, folder) {
  mkdirSync(folder, { recursive: true });
  const script = JSON.parse(readFileSync(inRoot('resources', 'demo', 'interview.json'), 'utf8'));
  const { pcm, lines, durationMs } = speakAll(script, folder);
  const raw = join(folder, 'speech.s16');
  writeFileSync(raw, pcm);
  const file = join(folder, 'interview.mp4');
  const code = await run(ffmpeg, [
    '-v', 'error', '-nostdin', '-y', '-f', 's16le', '-ar', String(RATE), '-ac', '1', '-i', raw,
    '-filter_complex', picture((durationMs / 1000).toFixed(2)), '-map', '[v]', '-map', '0:a',
    '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '26', '-c:a', 'aac', '-b:a', '128k', '-ar', '48000',
    '-metadata', 'title=Sample interview', '-movflags', '+faststart', '-shortest', file,
  ]);
  if (code !== 0) throw new SetupError('ffmpeg could not make the sample footage; its message is above.');
  return { file, lines, durationMs, language: script.language };
}
