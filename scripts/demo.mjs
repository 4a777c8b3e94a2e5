import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { commandLine } from './demo/cli.mjs';
import { makeFootage } from './demo/footage.mjs';
import { inRoot, root } from './paths.mjs';
import { setUp } from './setup.mjs';
import { main, SetupError } from './setup/say.mjs';
import { load } from './typescript.mjs';

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Says a step, does it, says how long it took and what came of it. */
async function step(title, work) {
  const started = Date.now();
  process.stdout.write(`${title} … `);
  const { value, said } = await work();
  console.log(`${seconds(Date.now() - started)}${said ? ` · ${said}` : ''}`);
  return value;
}

/**
 * Marks what the script says must not leave: its whole sentence by time, since the recogniser may have heard
 * it otherwise, and its words by text wherever the transcript has them.
 */
async function mark(zapis, id, line) {
  const { reason, note, phrase, audio, video } = line.redact;
  const how = ['--reason', reason, '--note', note, '--audio', audio, '--video', video];
  await zapis.must('redact', id, '--start-ms', String(line.startMs), '--end-ms', String(line.endMs), ...how);
  const found = await zapis.may('redact', id, '--text', phrase, ...how);
  return `${reason}: ${seconds(line.startMs)}–${seconds(line.endMs)}${found ? ', and its words in the transcript' : ''}`;
}

async function exportClip(zapis, id, lines, out, lang) {
  const redacted = lines.filter((line) => line.redact);
  const first = lines[lines.indexOf(redacted[0]) - 1];
  const last = lines[lines.indexOf(redacted.at(-1)) + 2];
  const file = join(out, 'redacted-clip.mp4');
  const clip = await zapis.must('export', id, '--start-ms', String(first.startMs), '--end-ms', String(last.endMs), '--out', file, '--subtitles', 'sidecar', '--lang', lang);
  if (clip.redactions.length === 0) throw new SetupError('The exported clip says that nothing was redacted in it.');
  return clip;
}

async function chain(work, out) {
  const { findBinaries } = await load('electron/core/media/binaries.ts');
  // Nobody ever needs this vault again, so nobody ever sees its passphrase.
  const zapis = commandLine(join(work, 'vault'), randomBytes(24).toString('base64url'));

  const { file, lines, language } = await step('Making sample footage', async () => {
    const value = await makeFootage(findBinaries().ffmpeg, work);
    return { value, said: `${seconds(value.durationMs)} of an invented interview in Bosnian and English` };
  });
  await step('Creating an encrypted vault', async () => ({ value: await zapis.must('vault', 'create') }));
  const { id } = await step('Importing the footage', async () => {
    const { footage: [value] } = await zapis.must('import', file);
    return { value, said: `SHA-256 ${value.sha256.slice(0, 16)}…` };
  });
  await step('Transcribing', async () => {
    // Asked for, not guessed: the speaker's language decides, although the interviewer also speaks English.
    const value = await zapis.must('transcribe', id, '--language', language);
    return { value, said: `${value.model}, ${value.words} words, ${(value.elapsedMs / value.audioMs).toFixed(2)} s a second of speech` };
  });
  const translated = await step('Translating into English', async () => {
    const value = await zapis.may('translate', id, '--to', 'en');
    return { value, said: value === null ? 'left out: no translation pack and no Apertium on this computer' : `${value.engine}, ${value.translated} segments` };
  });
  const lang = translated === null ? 'orig' : 'both';
  await step('Marking two passages for redaction', async () => {
    const said = [];
    for (const line of lines.filter((one) => one.redact)) said.push(await mark(zapis, id, line));
    return { said: said.join('; ') };
  });
  await step('Writing the transcripts', async () => {
    for (const format of ['txt', 'json']) await zapis.must('transcript', id, '--format', format, '--out', join(out, `transcript.${format}`));
    await zapis.must('transcript', id, '--format', 'txt', '--redacted', '--out', join(out, 'transcript-redacted.txt'));
    await zapis.must('transcript', id, '--format', 'docx', '--redacted', '--lang', lang, '--out', join(out, 'transcript-redacted.docx'));
    return {};
  });
  await step('Exporting the redacted clip', async () => {
    const value = await exportClip(zapis, id, lines, out, lang);
    return { value, said: `${seconds(value.durationMs)}, redacted ${value.redactions.map((r) => `${seconds(r.startMs)}–${seconds(r.endMs)}`).join(', ')}` };
  });
  await step('Checking the clip as a stranger would', async () => {
    const { publicKey } = await zapis.must('vault', 'public-key');
    const { ok } = await zapis.must('verify', join(out, 'redacted-clip.mp4'), '--key', publicKey);
    if (!ok) throw new SetupError('The clip does not pass the check against its manifest.');
    return { said: 'by its manifest and the public key alone' };
  });
  await step('Checking the vault', async () => {
    const { ok } = await zapis.must('vault', 'check');
    if (!ok) throw new SetupError('The vault does not pass its own check.');
    return { said: 'every stored byte in its place' };
  });
}

const ABOUT = {
  'transcript.txt': 'what was said, everything in it (stays inside)',
  'transcript.json': 'the same with the time of each word (stays inside)',
  'transcript-redacted.txt': 'what may leave',
  'transcript-redacted.docx': 'the same for Word, in both languages where it was translated',
  'redacted-clip.mp4': 'the clip that may leave',
};

await main(async () => {
  await setUp('demo');
  const started = Date.now();
  const out = inRoot('demo-output');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  const work = mkdtempSync(join(tmpdir(), 'zapis-demo-'));
  try {
    await chain(work, out);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  console.log(`\nDone in ${seconds(Date.now() - started)}. Look at:`);
  for (const name of readdirSync(out).sort()) {
    console.log(`  ${relative(root, join(out, name)).padEnd(44)} ${String(Math.ceil(statSync(join(out, name)).size / 1024)).padStart(6)} KiB  ${ABOUT[name] ?? (name.endsWith('.json') ? 'the manifest: hashes, spans, settings; no redacted text' : 'its subtitles')}`);
  }
  return existsSync(join(out, 'redacted-clip.mp4')) ? 0 : 1;
});
