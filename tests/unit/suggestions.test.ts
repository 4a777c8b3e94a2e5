import { ACT_KINDS, lexicon, ownLexicons, suggest, type Suggestion } from '../../electron/core/suggestions';
import messages from '../../resources/messages/en.json';
import type { LanguageCode } from '../../shared/domain';
import { toCyrillic } from '../../shared/script';
import { segmentOf, suggestedFor } from '../support/suggestionSet';

const lexicons = ownLexicons();
const by = (texts: readonly string[], language: LanguageCode, more: Partial<Parameters<typeof suggest>[1]> = {}): Suggestion[] =>
  suggest(texts.map((text, n) => segmentOf(text, language, { id: `s${n}`, at: n * 100 })), { language, glossary: [], lexicons, ...more });
const incriminating = (sentence: string): Suggestion | undefined => suggestedFor(sentence, 'hbs').find((one) => one.reason === 'self-incrimination');

describe('whose act it is', () => {
  it.each([
    ['Pucao sam na njih.', 'Čečen pored mene je pucao.'],
    ['Uzeo sam pušku i pucao.', 'Uzeo je pušku i pucao.'],
    ['Kad je počelo, pucali smo.', 'Kad smo došli, pucali su.'],
    ['Ja sam je tukao.', 'Ona kaže da je tukao brata.'],
    ['Bio sam emir te grupe.', 'Emir mi je rekao da idem.'],
    ['Priznajem da sam pucao.', 'Da sam pucao, bio bih mrtav.'],
  ])('%s is the speaker’s, %s is not', (mine, anothers) => {
    expect(incriminating(mine)).toMatchObject({ atRisk: 'speaker', denial: false });
    expect(incriminating(anothers)).toBeUndefined();
  });

  it('proposes the whole clause, from the auxiliary to its end', () => {
    const [one] = by(['Bilo je hladno, a ja sam te noći pucao na kuću, pa smo otišli.'], 'bs');
    expect(one).toMatchObject({ span: { fromSegmentId: 's0', fromWord: 3, toWord: 10 }, why: { key: 'took-part', words: 'pucao' }, rule: 'hbs/act/shooting' });
  });

  it('lowers a denial instead of letting it go', () => {
    expect(incriminating('Nisam pucao ni na koga.')).toMatchObject({ denial: true, severity: 1, why: { key: 'denied-took-part' } });
    expect(incriminating('Nikad nisam nosio oružje.')).toMatchObject({ denial: true, severity: 1 });
  });

  it('leaves questions, conditionals, idioms, games and the words of others', () => {
    for (const sentence of ['Jesi li pucao?', 'Nikad ne bih pucao na ljude.', 'Pucao sam od smijeha.', 'U igrici sam pucao na sve.', 'Rekao mi je: „Ja sam ih ubio."']) expect(incriminating(sentence)).toBeUndefined();
  });

  it('does not take the interviewer for the speaker', () => {
    const asked = segmentOf('Ja sam pucao, kažete?', 'bs', { speakerId: 'asks' });
    expect(suggest([asked], { language: 'bs', glossary: [], lexicons, interviewers: ['asks'] })).toEqual([]);
    expect(suggest([asked], { language: 'bs', glossary: [], lexicons })).toHaveLength(1);
  });

  it('reads on over the end of a segment, unless somebody else speaks there', () => {
    expect(by(['Uzeo sam pušku', 'i pucao na njih.'], 'bs').some(({ rule, span }) => rule === 'hbs/act/shooting' && span.toSegmentId === 's1')).toBe(true);
    const other = [segmentOf('Ja sam tu', 'bs', { id: 'a', speakerId: '1' }), segmentOf('pucao na njih i ubio.', 'bs', { id: 'b', speakerId: '2' })];
    expect(suggest(other, { language: 'bs', glossary: [], lexicons }).filter(({ reason }) => reason === 'self-incrimination')).toEqual([]);
  });
});

describe('segments that a recogniser began with a capital and left without punctuation', () => {
  it('begin with no name by that, but with one that is known otherwise', () => {
    const said = ['Zovem se nije važno i živio sam kraj rijeke', 'U proljeće su nas odveli u logor', 'Komandant nam je dao uniforme', 'Odveli su nas u selo', 'Mirsad Hodžić je ostao tamo'];
    const names = by(said, 'bs').filter(({ rule }) => /\/(?:name|place)$/u.test(rule));
    expect(names.map(({ why }) => why.words)).toEqual(['Mirsad Hodžić']);
    // Among segments that go on small a capital still says something.
    expect(by(['Bili smo u selu', 'Kamenica dvije noći', 'a onda su nas', 'odveli dalje u šumu'], 'bs').map(({ why }) => why.words)).toContain('Kamenica');
  });
});

describe('scripts', () => {
  it('finds in Cyrillic what it finds in Latin, with the same fingerprint', () => {
    for (const sentence of ['Ja sam ga ubio kod Mirsada u selu Kamenica.', 'Zovem se Dragan Ilić i nosio sam oružje.', 'Đorđe je rođen petog juna 1980. godine.']) {
      const latin = by([sentence], 'sr');
      expect(latin.length).toBeGreaterThan(0);
      expect(by([toCyrillic(sentence)], 'sr').map(({ fingerprint, rule }) => ({ fingerprint, rule }))).toEqual(latin.map(({ fingerprint, rule }) => ({ fingerprint, rule })));
    }
  });

  it('needs no diacritics', () => {
    expect(by(['Cuvao sam zarobljenike i drzao strazu.'], 'bs')).toMatchObject([{ reason: 'self-incrimination' }]);
  });
});

describe('names and numbers', () => {
  it('knows the glossary’s terms in all their forms', () => {
    const glossary = [{ term: 'Ahmići', kind: 'place' as const, misheard: [] }, { term: 'Vrabac', kind: 'person' as const, misheard: ['Vrbac'] }, { term: 'sevap', kind: 'word' as const, misheard: [] }];
    const found = by(['Prošli smo kroz Ahmiće sa Vrapcem, radi sevapa. I vrbac je došao.'], 'bs', { glossary });
    expect(found.filter(({ rule }) => rule.startsWith('glossary/')).map(({ reason, why }) => [reason, why.words])).toEqual([['place-or-date', 'Ahmiće'], ['names-third-person', 'Vrapcem,'], ['names-third-person', 'vrbac']]);
  });

  it.each([
    ['Njegov broj je 061 234 567.', 'names-third-person'], ['Moj telefon je +387 62 111 222.', 'speaker-identity'],
    ['Auto je imao tablice A12-J-345.', 'names-third-person'], ['Broj je nula šest jedan dva dva tri četiri.', 'names-third-person'],
  ])('%s', (sentence, reason) => {
    expect(by([sentence], 'bs')).toMatchObject([{ reason, severity: 3 }]);
  });

  it.each(['Bilo je 150000 izbjeglica.', 'To je bilo 2013. godine.', 'Plata je 400 maraka.', 'Bosna je bila u ratu.'])('lets %s go', (sentence) => {
    expect(by([sentence], 'bs')).toEqual([]);
  });
});

describe('fingerprints', () => {
  const find = (texts: readonly string[]): string[] => by(texts, 'bs').filter(({ reason }) => reason === 'self-incrimination').map(({ fingerprint }) => fingerprint);

  it('stay when segments are split, and differ in other surroundings', () => {
    const [whole] = find(['Tog jutra sam pucao na kuću kod rijeke.']);
    expect(whole).toMatch(/^[0-9a-f]{32}$/u);
    expect(find(['Tog jutra sam', 'pucao na kuću kod rijeke.'])).toEqual([whole]);
    expect(find(['Te večeri sam pucao na kamion kod rijeke.'])).not.toContain(whole);
  });
});

describe('lexicons', () => {
  it('are read by the language of each segment; a language without one is left', () => {
    const mixed = [segmentOf('I killed him.', 'en', { id: 'a' }), segmentOf('Ubio sam ga.', 'bs', { id: 'b' }), segmentOf('Ich habe geschossen.', 'de', { id: 'c' }), segmentOf('Ubio sam ga.', 'und', { id: 'd' })];
    expect(suggest(mixed, { language: 'hr', glossary: [], lexicons }).map(({ span }) => span.fromSegmentId)).toEqual(['a', 'b', 'd']);
  });

  it('can be extended by anybody, and a slip in one is refused', () => {
    const [shooting] = lexicons.hbs.acts;
    const own = lexicon.parse({ ...lexicons.hbs, acts: [{ id: 'driving', kind: 'supported', severity: 2, stems: ['šlepa'] }] });
    expect(shooting).toBeDefined();
    expect(by(['Šlepao sam im prikolice.'], 'bs', { lexicons: { hbs: own } })).toMatchObject([{ rule: 'hbs/act/driving' }]);
    expect(lexicon.safeParse({ ...lexicons.hbs, actz: [] }).success).toBe(false);
  });

  it('say why in words that the catalogue has', () => {
    const keys = [...ACT_KINDS.flatMap((kind) => [kind, `denied-${kind}`]), ...Object.values(lexicons).flatMap(({ phrases }) => phrases.map(({ reason }) => reason)), 'person', 'place', 'date', 'phone', 'plate', 'glossary', 'charged', 'denied-charged'];
    expect(keys.filter((key) => !(key in messages.suggestions.why))).toEqual([]);
  });

  it('have no rule twice', () => {
    for (const one of Object.values(lexicons)) {
      const ids = [...one.acts, ...one.phrases].map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});
