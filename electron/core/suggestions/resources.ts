import bg from '../../../resources/lexicons/bg.json';
import en from '../../../resources/lexicons/en.json';
import hbs from '../../../resources/lexicons/hbs.json';
import judgeFile from '../../../resources/lexicons/judge.json';
import mk from '../../../resources/lexicons/mk.json';
import sl from '../../../resources/lexicons/sl.json';
import sq from '../../../resources/lexicons/sq.json';
import { judgeOf, type Judge } from './judge/model';
import { lexicon, type Lexicon, type LexiconCode } from './lexicon';

let parsed: Readonly<Record<LexiconCode, Lexicon>> | undefined;

/** The lexicons that Zapis comes with (`resources/lexicons`), checked against the schema at the first asking. */
export function ownLexicons(): Readonly<Record<LexiconCode, Lexicon>> {
  parsed ??= { hbs: lexicon.parse(hbs), sq: lexicon.parse(sq), mk: lexicon.parse(mk), bg: lexicon.parse(bg), sl: lexicon.parse(sl), en: lexicon.parse(en) };
  return parsed;
}

let judge: Judge | null | undefined;

/** The judge that Zapis comes with; null where its file is damaged: then rules propose alone, and the person is told. */
export function ownJudge(): Judge | null {
  if (judge === undefined) judge = judgeOf(judgeFile);
  return judge;
}
