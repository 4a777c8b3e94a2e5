import type { LanguageCode } from '../../../shared/domain';

interface FunctionWords {
  /** What begins a clause or joins two things, folded: a good place to break before. */
  readonly conjunctions: ReadonlySet<string>;
  /** What belongs to the word after it, folded: articles, prepositions, the denial. */
  readonly clinging: ReadonlySet<string>;
}

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const HBS: FunctionWords = {
  conjunctions: list('i a ali ili pa te nego vec jer da kad kada dok ako iako sto koji koja koje kojeg kojega kojem kojoj kojom kojim kojima koju gdje gde kako cim mada premda niti ni buduci posto zato odnosno medjutim kao'),
  clinging: list('u na o od do iz sa s k ka po za pod nad pred kroz bez uz oko kod iza ispod iznad izmedju medju preko pri protiv prema radi zbog ne'),
};
const SL: FunctionWords = {
  conjunctions: list('in a ampak pa ker ce ko da ki ali saj torej ceprav kjer kako zato temvec kadar preden ter niti'),
  clinging: list('v na o od do iz z s k h po za pod nad pred skozi brez ob okoli pri proti med zaradi ne'),
};
const MK: FunctionWords = {
  conjunctions: list('i a no ama ili deka koga ako bidejki sto koj koja koe koi kade kako dodeka iako zatoa nitu tuku'),
  clinging: list('vo na o od do so po za pod nad pred niz bez okolu kaj zad megu preku pri protiv kon poradi ne ke da'),
};
const BG: FunctionWords = {
  conjunctions: list('i a no ili ce kogato ako zastoto kojto kojato koeto koito kadeto kakto dokato zatova nito vupreki'),
  clinging: list('v vav na ot do iz s sas po za pod nad pred prez bez okolo pri zad mezdu protiv kam poradi ne ste da'),
};
const SQ: FunctionWords = {
  conjunctions: list('dhe e por ose qe kur nese sepse si ndersa derisa megjithese ku prandaj as edhe'),
  clinging: list('ne nga me pa per te se i mbi nen para pas prej drejt gjate nuk mos do'),
};
const EN: FunctionWords = {
  conjunctions: list('and but or because that when while if although though who whom whose which where so since until before after than unless whereas as'),
  clinging: list('a an the of in on at to from by with for into onto about under over between against through during without not no my your his her its our their this these those is are was were be been'),
};
const NONE: FunctionWords = { conjunctions: new Set(), clinging: new Set() };

const BY_LANGUAGE: Readonly<Partial<Record<LanguageCode, FunctionWords>>> = { bs: HBS, hr: HBS, sr: HBS, cnr: HBS, sl: SL, mk: MK, bg: BG, sq: SQ, en: EN };

/** The small words of a language; of one that nobody has told, none. */
export function functionWords(language: LanguageCode): FunctionWords {
  return BY_LANGUAGE[language] ?? NONE;
}
