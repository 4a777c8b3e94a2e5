import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shownInScript, shownWords, toCyrillic, toLatin, type Alphabet } from '../../shared/script';
import type { Segment } from '../../shared/domain';

const FLORES = join(__dirname, '../../../shared/data/flores');

describe('letters, both ways', () => {
  test.each([
    ['Ђорђе Љубић и Њежана Џаја', 'Đorđe Ljubić i Nježana Džaja'],
    ['ЊЕГОШ, КОЊ И ЉУБАВ', 'NJEGOŠ, KONJ I LJUBAV'],
    ['Његош је рекао: „Ћути!“', 'Njegoš je rekao: „Ćuti!“'],
    ['инјекција, конјугација, конјунктура', 'injekcija, konjugacija, konjunktura'],
    ['ИНЈЕКЦИЈА и Инјекцију', 'INJEKCIJA i Injekciju'],
    ['надживети наџак, поджупан, оџак, одживео, оџаклија', 'nadživeti nadžak, podžupan, odžak, odživeo, odžaklija'],
    ['неодживљено и најнадживљеније', 'neodživljeno i najnadživljenije'],
    ['Танјуг, Танјуга, Тањин, коњушар, коњи', 'Tanjug, Tanjuga, Tanjin, konjušar, konji'],
    ['фелджандармерија, предживот, буџет, џамија', 'feldžandarmerija, predživot, budžet, džamija'],
    ['с́екира и из́ести', 'śekira i iźesti'],
    ['С́УТРА И З́ЕНИЦА', 'ŚUTRA I ŹENICA'],
    ['одјек, надјачати, дјеца', 'odjek, nadjačati, djeca'],
    ['НАТО, ОВК-а, УНПРОФОР-у, БиХ', 'NATO, OVK-a, UNPROFOR-u, BiH'],
    ['Т-72, М-84 и АК-47', 'T-72, M-84 i AK-47'],
  ])('%s = %s', (cyrillic, latin) => {
    expect(toLatin(cyrillic)).toBe(latin.normalize('NFC'));
    expect(toCyrillic(latin)).toBe(cyrillic.normalize('NFC'));
  });

  test.each([
    ['ǅep, ǈudi, ǋiva, ǆak, Ǆ', 'Џеп, Људи, Њива, џак, Џ'],
    ['konjskonJska', 'коњсконЈска'],
    ['ЊUJORK', 'ЊУЈОРК'],
  ])('as typed: %s → %s', (typed, cyrillic) => { expect(toCyrillic(typed)).toBe(cyrillic); });

  test('decomposed letters are the same letters', () => { expect(toCyrillic('čovjek šuti'.normalize('NFD'))).toBe('човјек шути'); });

  test.each([
    ['ѓон, ќерка, ѕвезда, џеб, њива', 'ǵon, ḱerka, dzvezda, džeb, njiva'],
    ['Ѓорѓи Ќосев', 'Ǵorǵi Ḱosev'],
    ['надзор, подземен, одѕвони, илјада, неволја, љубов', 'nadzor, podzemen, oddzvoni, iljada, nevolja, ljubov'],
  ])('Macedonian: %s = %s', (cyrillic, latin) => {
    expect(toLatin(cyrillic, { alphabet: 'macedonian' })).toBe(latin.normalize('NFC'));
    expect(toCyrillic(latin, { alphabet: 'macedonian' })).toBe(cyrillic);
  });
  test('Macedonian as people type it', () => { expect(toCyrillic('Gjorgji, kjerka, Đorđi Petrovski', { alphabet: 'macedonian' })).toBe('Ѓорѓи, ќерка, Ѓорѓи Петровски'); });
});

describe('what stays in Latin', () => {
  test.each([
    ['vidi https://zapis.example/put i piši na ime.prezime@example.com.', 'види https://zapis.example/put и пиши на ime.prezime@example.com.'],
    ['u XIV veku, Petar II i XXI. brigada', 'у XIV веку, Петар II и XXI. бригада'],
    ['V. korpus i V korpus, ali V. Ilić', 'V. корпус и V корпус, али В. Илић'],
    ['VI STE BILI TAMO', 'ВИ СТЕ БИЛИ ТАМО'],
    ['MI smo, LI je, DIV', 'МИ смо, ЛИ је, ДИВ'],
    ['I onda smo išli', 'И онда смо ишли'],
    ['pet 5 km, 20 kg i 30kg, ali m i km', 'пет 5 km, 20 kg и 30kg, али м и км'],
    ['Wi-Fi kod Wesleyja, BMW-om i BMW-u', 'Wi-Fi код Wesleyja, BMW-ом и BMW-у'],
    ['na Facebooku, preko Vibera', 'на Facebooku, преко Vibera'],
    ['Müller i Łódź', 'Müller и Łódź'],
  ])('%s', (latin, cyrillic) => { expect(toCyrillic(latin)).toBe(cyrillic); });

  test('the names of an interview, with their endings, and nothing that only begins so', () => {
    expect(toCyrillic('Stabilus je u Stabilusu, Stabilusova roba, stabilusi', { keep: ['Stabilus'] })).toBe('Stabilus је у Stabilusu, Stabilusova роба, стабилуси');
  });

  test('letters of another language stay in Cyrillic', () => { expect(toLatin('он је рекао: подъезд, жизнь, мы')).toBe('on je rekao: подъезд, жизнь, мы'); });
});

/** Deterministic pseudo-random numbers (mulberry32), so that a failure can be repeated. */
function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('no loss', () => {
  test.each<[Alphabet, string]>([
    ['serbian', 'абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ'],
    ['macedonian', 'абвгдѓежзѕијклљмнњопрстќуфхцчџшАБВГДЃЕЖЗЅИЈКЛЉМНЊОПРСТЌУФХЦЧЏШ'],
  ])('marked for a way back, any %s text returns as it was: random words, mixed scripts, numerals, addresses', (alphabet, letters) => {
    const next = random(7);
    const pick = (from: string): string => [...from][Math.floor(next() * [...from].length)] ?? '';
    const odd = [...'нјлјдждзкјгјIVXmkqwабс́з́ђѕѐѝé.-\'59@ыщnjdžŠ'];
    const wrong: string[] = [];
    for (let i = 0; i < 20_000; i += 1) {
      const length = 1 + Math.floor(next() * 9);
      const word = (): string => Array.from({ length }, () => (next() < 0.3 ? odd[Math.floor(next() * odd.length)] ?? '' : pick(letters))).join('');
      const text = `${word()} ${word()}`.normalize('NFC');
      if (toCyrillic(toLatin(text, { alphabet, reversible: true }), { alphabet }) !== text) wrong.push(text);
    }
    expect(wrong).toEqual([]);
  });

  // Three misspelt words of the Serbian dictionary. In Macedonian лј and љ, дз and ѕ cannot always be told apart: 2 words of 1000.
  test.each<[string, Alphabet, number, readonly string[] | number]>([['dictionary-sr', 'serbian', 260_000, ['ажуриранје', 'вишнја', 'вишнјевац']], ['dictionary-mk', 'macedonian', 60_000, 130]])('every word of %s', (name, alphabet, atLeast, allowed) => {
    const words = readFileSync(join(__dirname, `../../node_modules/${name}/index.dic`), 'utf8').split('\n').slice(1).map((line) => line.split(/[/\t]/u)[0]?.trim() ?? '').filter((word) => /^[\p{Script=Cyrillic}\p{M}]+$/u.test(word));
    expect(words.length).toBeGreaterThan(atLeast);
    const known = alphabet === 'serbian' ? 'абвгдђежзијклљмнњопрстћуфхцчџш' : 'абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ';
    const ours = words.filter((word) => [...word.toLowerCase()].every((letter) => known.includes(letter)));
    const latin = toLatin(ours.join('\n'), { alphabet }).split('\n');
    const back = toCyrillic(latin.join('\n'), { alphabet }).split('\n');
    const wrong = ours.filter((word, index) => back[index] !== word);
    if (typeof allowed === 'number') expect(wrong.length).toBeLessThanOrEqual(allowed);
    else expect(wrong).toEqual(allowed);
  });

  const flores = existsSync(FLORES) ? test : test.skip;
  if (!existsSync(FLORES)) console.warn('SKIPPED: no FLORES sentences beside the repository; script conversion was not tried on them.');
  flores('Serbian sentences return letter for letter when marked, and word for word without marks save what is Latin there', () => {
    const text = readFileSync(join(FLORES, 'sr.src.txt'), 'utf8');
    expect(toCyrillic(toLatin(text, { reversible: true }))).toBe(text.normalize('NFC'));
    const [before, back] = [text.normalize('NFC').split(/\s+/u), toCyrillic(toLatin(text)).split(/\s+/u)];
    const differ = before.filter((word, index) => back[index] !== word);
    expect(differ.filter((word) => !/\p{Script=Latin}/u.test(word))).toEqual([]);
    expect(differ.length / before.length).toBeLessThan(0.01);
  });
  flores.each(['bs', 'hr'])('%s sentences in Latin return letter for letter', (language) => {
    const text = readFileSync(join(FLORES, `${language}.src.txt`), 'utf8').normalize('NFC');
    const back = toLatin(toCyrillic(text)).split('\n');
    expect(text.split('\n').filter((line, i) => back[i] !== line)).toEqual([]);
  });
});

describe('shown', () => {
  const segment: Segment = {
    id: 's', footageId: 'f', startUs: 0, endUs: 9, text: 'Bio je [redacted] u V korpusu', language: 'bs', origin: 'machine',
    words: 'Bio je [redacted] u V korpusu'.split(' ').map((text, index) => ({ text, startUs: index, endUs: index + 1, trust: 'aligned' })),
  };
  test('a segment keeps its words, their times and our own markers', () => {
    const shown = shownInScript(segment, { script: 'cyrillic' });
    expect(shown.text).toBe('Био је [redacted] у V корпусу');
    expect(shown.words.map((word) => ({ ...word, text: '' }))).toEqual(segment.words.map((word) => ({ ...word, text: '' })));
    expect(shownInScript(segment, { script: 'asHeard' })).toBe(segment);
    expect(shownInScript({ ...segment, language: 'sq' }, { script: 'cyrillic' }).text).toBe(segment.text);
  });
  test('empty and odd words do not change the number of words', () => {
    for (const words of [[], [''], ['—'], ['a', '', 'b'], ['njegov\u00a0konj', 'x']]) expect(shownWords(words, 'sr', { script: 'cyrillic' })).toHaveLength(words.length);
  });
});
