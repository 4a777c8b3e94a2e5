import type { PseudonymDraft } from '../../shared/domain';
import { currentPlan } from '../../electron/core/releasing/published';
import { createIdentity, exportHandover, importHandover } from '../../electron/core/handover';
import { createInterview } from '../../electron/core/footage/interviews';
import { assignInterview, getFootage } from '../../electron/core/footage/footage';
import { findSecret, secretWords } from '../../electron/core/clips/checkText';
import { withSubstitutes } from '../../electron/core/pseudonyms/inText';
import { occurrencesIn } from '../../electron/core/pseudonyms/occurrences';
import { approvePseudonym, excludeOccurrence, removePseudonym, savePseudonym } from '../../electron/core/pseudonyms/pseudonyms';
import { listPseudonyms } from '../../electron/core/pseudonyms/rows';
import { hashOf } from '../../electron/core/redaction/planFor';
import { markPassage, withdrawPassage } from '../../electron/core/redaction/passages';
import { redactedSegments } from '../../electron/core/redaction/redactText';
import { releaseFootage, standingRelease } from '../../electron/core/releasing/release';
import { editSegmentText } from '../../electron/core/transcript/editText';
import { redo, undo } from '../../electron/core/transcript/history';
import { setScript, shownSegments } from '../../electron/core/transcript/script';
import { listSegments } from '../../electron/core/transcript/segments';
import type { Vault } from '../../electron/core/vault/vault';
import { ANA, BORIS, CANARY, stick, tellInterview, type Told } from '../support/handover';
import { tempVault, type TempVault } from '../support/vault';

let a: TempVault;
let told: Told;
beforeEach(async () => {
  a = await tempVault();
  told = tellInterview(a.vault, Buffer.from('footage'));
  withdrawPassage(a.vault.db, told.passage.id);
});
afterEach(() => { a.dispose(); });

const draft = (part: Partial<PseudonymDraft> = {}): PseudonymDraft => ({ footageId: told.footageId, id: null, name: CANARY, also: [], kind: 'person', substitute: 'T.J.', ...part });
const texts = (vault: Vault = a.vault): string[] => redactedSegments(shownSegments(vault.db, told.footageId), currentPlan(vault.db, told.footageId).plan).map(({ text }) => text);
const muted = (vault: Vault = a.vault): number => currentPlan(vault.db, told.footageId).plan.sound.length;
const places = (vault: Vault = a.vault) => occurrencesIn(listSegments(vault.db, told.footageId), listPseudonyms(vault.db, told.interviewId), hashOf(vault.db, told.footageId));

test('a name is gone from sound and text as soon as it is set, its neighbours stay, and undo brings it back', () => {
  const [before] = texts();
  expect(before).toContain(CANARY);
  savePseudonym(a.vault.db, draft(), ANA);
  expect(texts()[0]).toBe('Tada je T.J. rekao da idemo.');
  expect(muted()).toBe(1);
  expect(undo(a.vault.db, told.footageId)).toEqual({ undone: true, what: 'history.setPseudonym' });
  expect([texts()[0], muted()]).toEqual([before, 0]);
  redo(a.vault.db, told.footageId);
  expect([texts()[0], muted()]).toEqual(['Tada je T.J. rekao da idemo.', 1]);
});

test('text that is written later is covered by itself, in other cases and the other script', () => {
  savePseudonym(a.vault.db, draft(), ANA);
  editSegmentText(a.vault.db, told.segments[1]?.id ?? '', 'Bili smo s Tihomirom Jarebičićem, kod Jarebičića iza brda.');
  editSegmentText(a.vault.db, told.segments[2]?.id ?? '', 'Не знам шта је рекао Тихомир.');
  expect(texts().slice(1, 3)).toEqual(['Bili smo s T.J., kod T.J. iza brda.', 'Не знам шта је рекао T.J.']);
  setScript(a.vault.db, told.footageId, 'cyrillic');
  expect(texts()[1]).toBe('Били смо с T.J., код T.J. иза брда.');
  expect(muted()).toBeGreaterThanOrEqual(3);
});

test('where a passage hides any of the name its [redacted] wins, and what may be two people is neither', () => {
  savePseudonym(a.vault.db, draft(), ANA);
  const [first] = told.segments;
  markPassage(a.vault.db, { footageId: told.footageId, target: { words: { fromSegmentId: first?.id ?? '', fromWord: 1, toSegmentId: first?.id ?? '', toWord: 2 } }, reason: 'other', note: '', audio: 'mute', video: 'none' });
  expect(texts()[0]).not.toMatch(/T\.J\./);
  expect(texts()[0]).toContain('[redacted]');
  savePseudonym(a.vault.db, draft({ name: 'Ivan Jarebičić', substitute: 'I.J.' }), ANA);
  editSegmentText(a.vault.db, told.segments[1]?.id ?? '', 'Onda je Jarebičić pucao.');
  expect(texts()[1]).toBe('Onda je [redacted] pucao.');
});

test('the name is a secret of every output in all its forms, whether anybody says it or not', () => {
  savePseudonym(a.vault.db, draft({ name: 'Đuro Kapetanović', also: ['Niđo'], substitute: 'Đ.K.' }), ANA);
  const { plan } = currentPlan(a.vault.db, told.footageId);
  const secrets = secretWords(shownSegments(a.vault.db, told.footageId), plan);
  for (const word of ['kapetanovicem', 'djuro', 'duro', 'nidjo', 'djure']) expect(findSecret(word, secrets)).not.toBeNull();
  expect(secrets.has('selu')).toBe(false);
  expect(withSubstitutes('Razgovor s Đurom Kapetanovićem – 2016', listPseudonyms(a.vault.db, told.interviewId))).toBe('Razgovor s Đ.K. – 2016');
});

test('a place that is not the name is shown again once that is judged, only there, and only while its words stand', () => {
  savePseudonym(a.vault.db, draft({ name: 'Brdo', kind: 'place', substitute: '[place 1]' }), ANA);
  editSegmentText(a.vault.db, told.segments[2]?.id ?? '', 'Ne znam ko je u Brdu pucao.');
  expect(texts().slice(1, 3)).toEqual(['Bili smo u selu iza [place 1].', 'Ne znam ko je u [place 1] pucao.']);
  const [common] = places();
  const { fingerprint = '', span, pseudonym } = common ?? {};
  const place = { footageId: told.footageId, pseudonymId: pseudonym?.id ?? '', fingerprint, startUs: span?.startUs ?? 0 };
  approvePseudonym(a.vault.db, { footageId: told.footageId, id: place.pseudonymId }, BORIS);
  expect(excludeOccurrence(a.vault.db, place, true, ANA).state).toBe('marked');
  expect(texts().slice(1, 3)).toEqual(['Bili smo u selu iza brda.', 'Ne znam ko je u [place 1] pucao.']);
  // What is said openly somewhere is no secret of a file's name any more.
  const { plan } = currentPlan(a.vault.db, told.footageId);
  expect(secretWords(shownSegments(a.vault.db, told.footageId), plan).has('brda')).toBe(false);
  editSegmentText(a.vault.db, told.segments[1]?.id ?? '', 'Bili smo u štabu iza brda.');
  expect(texts()[1]).toBe('Bili smo u štabu iza [place 1].');
  expect(() => excludeOccurrence(a.vault.db, place, true, ANA)).toThrow(expect.objectContaining({ code: 'pseudonym-place-missing' }));
});

test('a second person approves; a change wants a second look; only what uncovers nothing can be chosen as substitute', () => {
  const { id } = savePseudonym(a.vault.db, draft(), ANA);
  const one = { footageId: told.footageId, id };
  expect(() => approvePseudonym(a.vault.db, one, ANA)).toThrow(expect.objectContaining({ code: 'pseudonym-own-approval' }));
  expect(approvePseudonym(a.vault.db, one, BORIS).state).toBe('approved');
  expect(() => approvePseudonym(a.vault.db, one, BORIS)).toThrow(expect.objectContaining({ code: 'pseudonym-not-marked' }));
  expect(savePseudonym(a.vault.db, draft({ id, substitute: 'X.' }), BORIS)).toMatchObject({ state: 'marked', name: CANARY });
  expect(() => approvePseudonym(a.vault.db, one, BORIS)).toThrow(expect.objectContaining({ code: 'pseudonym-own-approval' }));
  for (const substitute of [' ', 'Tihomir J.', 'тихомир', '[redacted]']) expect(() => savePseudonym(a.vault.db, draft({ id, substitute }), ANA)).toThrow(expect.objectContaining({ code: 'pseudonym-substitute-tells' }));
  expect(() => savePseudonym(a.vault.db, draft({ name: 'Тихомир Јаребичић' }), ANA)).toThrow(expect.objectContaining({ code: 'pseudonym-known' }));
  expect(() => savePseudonym(a.vault.db, draft({ name: '–' }), ANA)).toThrow(expect.objectContaining({ code: 'pseudonym-empty' }));
  removePseudonym(a.vault.db, one, BORIS);
  expect(() => removePseudonym(a.vault.db, one, BORIS)).toThrow(expect.objectContaining({ code: 'pseudonym-missing' }));
  assignInterview(a.vault.db, told.footageId, null);
  expect(() => savePseudonym(a.vault.db, draft(), ANA)).toThrow(expect.objectContaining({ code: 'pseudonym-no-interview' }));
});

test('whatever changes the names takes the release back, also footage that goes to another interview', () => {
  const release = (): void => {
    if (!standingRelease(a.vault.db, told.footageId)) releaseFootage(a.vault.db, told.footageId, ANA.id);
  };
  release();
  const { id } = savePseudonym(a.vault.db, draft(), ANA);
  expect(standingRelease(a.vault.db, told.footageId)).toBeNull();
  expect(() => { release(); }).toThrow(expect.objectContaining({ code: 'release-not-approved', params: expect.objectContaining({ names: 1 }) as unknown }));
  approvePseudonym(a.vault.db, { footageId: told.footageId, id }, BORIS);
  release();
  const { interviewId } = getFootage(a.vault.db, told.footageId);
  const other = createInterview(a.vault.db, { speakerCode: 'x', date: '', region: '', interviewer: '', languages: [], consent: 'oral', warningGiven: 'no', warningWhen: '', notes: '' });
  assignInterview(a.vault.db, told.footageId, other.id);
  expect(standingRelease(a.vault.db, told.footageId)).toBeNull();
  assignInterview(a.vault.db, told.footageId, interviewId);
  release();
  removePseudonym(a.vault.db, { footageId: told.footageId, id }, ANA);
  expect(standingRelease(a.vault.db, told.footageId)).toBeNull();
});

test('names go along with a handover and come together so that nothing is uncovered; approvals stay behind', async () => {
  const b = await tempVault();
  const usb = stick();
  try {
    const key = await createIdentity();
    const carry = async (from: Vault, to: Vault): Promise<void> => {
      const file = usb.file();
      await exportHandover(from, { interviewIds: [told.interviewId], withFootage: false, to: { recipient: key.recipient }, by: 'x' }, file);
      await importHandover(to, file, { identity: key.identity }, { by: to === a.vault ? ANA : BORIS });
    };
    const { id } = savePseudonym(a.vault.db, draft(), ANA);
    approvePseudonym(a.vault.db, { footageId: told.footageId, id }, BORIS);
    await carry(a.vault, b.vault);
    expect(listPseudonyms(b.vault.db, told.interviewId)).toMatchObject([{ id, name: CANARY, substitute: 'T.J.', state: 'marked' }]);
    expect(texts(b.vault)[0]).toBe('Tada je T.J. rekao da idemo.');
    // Unchanged it comes back without touching what was approved here.
    await carry(b.vault, a.vault);
    expect(listPseudonyms(a.vault.db, told.interviewId)).toMatchObject([{ state: 'approved' }]);
    const [place] = places(b.vault);
    excludeOccurrence(b.vault.db, { footageId: told.footageId, pseudonymId: id, fingerprint: place?.fingerprint ?? '', startUs: place?.span.startUs ?? 0 }, true, BORIS);
    savePseudonym(b.vault.db, draft({ id, also: ['Tiho'], substitute: 'Z.' }), BORIS);
    savePseudonym(b.vault.db, draft({ name: 'Selo', kind: 'place', substitute: '[place 1]' }), BORIS);
    expect(texts(b.vault)[0]).toContain(CANARY);
    await carry(b.vault, a.vault);
    expect(listPseudonyms(a.vault.db, told.interviewId)).toMatchObject([{ substitute: 'Z.', also: ['Tiho'], excluded: [], state: 'marked' }, { name: 'Selo', state: 'marked' }]);
    expect(texts()[0]).toBe('Tada je Z. rekao da idemo.');
  } finally {
    b.dispose();
    usb.dispose();
  }
});
