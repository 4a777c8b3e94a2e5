import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { insertFootage, listFootage } from '../../electron/core/footage/footage';
import { createInterview, listInterviews } from '../../electron/core/footage/interviews';
import { calibrateKdf } from '../../electron/core/vault/calibrate';
import { transaction } from '../../electron/core/vault/database';
import { deriveKey, KDF_FLOOR, type KdfCost } from '../../electron/core/vault/keys';
import { createVault, openVault, type OpenVault } from '../../electron/core/vault/vault';
import { runBench } from './support/bench';
import { numberOption, sideBySide } from './support/report';

const PASSPHRASE = 'four stones beside the quiet well';
/** Segments of an interview of an hour, and what is said in each. */
const SEGMENTS = 500;
const SAID = 'In the morning we arrived at the camp and then they took us to the river.';

/** A vault of so many interviews, each with footage in a store of its own (its bytes are made up) and an hour of transcript. */
async function fill(dir: string, interviews: number, kdfCost: KdfCost): Promise<void> {
  const vault = await createVault(dir, PASSPHRASE, { kdfCost });
  const said = vault.db.prepare("INSERT INTO segment (id, footage_id, start_us, end_us, text, language, origin, words, updated_at) VALUES (?, ?, ?, ?, ?, 'en', 'machine', '[]', '')");
  for (let n = 0; n < interviews; n++) {
    const interview = createInterview(vault.db, {
      speakerCode: `S-${n}`, date: '2026-03-01', region: 'Drina', interviewer: 'A. B.', languages: ['bs'], consent: 'recorded', warningGiven: 'yes', warningWhen: '', notes: SAID,
    });
    const writer = vault.stores.create();
    writer.write(randomBytes(4_096));
    writer.finish();
    const footage = writer.commit(({ bytes, sha256, storeKey }) => insertFootage(vault.db, {
      id: writer.id, interviewId: interview.id, name: `A${n}.mp4`, sha256, bytes, storeKey, durationUs: 3_600_000_000, container: 'mov,mp4,m4a,3gp,3g2,mj2', playback: 'direct',
      video: { codec: 'h264', width: 1920, height: 1080, rotation: 0, fps: 25, variableRate: false }, audio: [{ codec: 'aac', channels: 2, sampleRate: 48_000, language: '' }],
      timeline: { originUs: 0, durationUs: 3_600_000_000, frameDurationUs: 40_000, videoStream: null, audioStreams: [] },
    }));
    transaction(vault.db, () => {
      for (let segment = 0; segment < SEGMENTS; segment++) said.run(randomUUID(), footage.id, segment * 7_200_000, segment * 7_200_000 + 7_000_000, SAID);
    });
  }
  vault.close();
}

/** Opens and reads what the library shows first. */
async function open(dir: string): Promise<void> {
  const vault: OpenVault = await openVault(dir, PASSPHRASE);
  listInterviews(vault.db);
  listFootage(vault.db);
  vault.close();
}

/** Unlocking beside the bare key derivation, and opening a vault of many interviews beside one of ten. `--interviews 1000`, `--runs 5`. */
runBench(async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'zapis-bench-'));
  try {
    const runs = numberOption('runs', 5);
    const interviews = numberOption('interviews', 1_000);
    const cost = await calibrateKdf();
    console.log(`passphrase: Argon2id with ${cost.memoryKiB} KiB and ${cost.passes} passes, calibrated for half a second`);
    const at = (name: string): string => path.join(dir, name);
    await fill(at('few'), 10, cost);
    await fill(at('many'), interviews, cost);
    const salt = createHash('sha256').update('salt').digest().subarray(0, 16);
    await sideBySide('unlocking ten interviews, beside Argon2id alone', 'told only', runs, () => open(at('few')), () => deriveKey(PASSPHRASE, salt, cost));
    await sideBySide(`opening ${interviews} interviews beside 10`, '≤ 1.2', runs, () => open(at('many')), () => open(at('few')));
    // Half a second of key derivation on both sides hides what grows: the same again with the cheapest passphrase allowed.
    await fill(at('few, cheap'), 10, KDF_FLOOR);
    await fill(at('many, cheap'), interviews, KDF_FLOOR);
    await sideBySide(`the same with the cheapest passphrase, ${interviews} beside 10`, 'told only', runs, () => open(at('many, cheap')), () => open(at('few, cheap')));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
