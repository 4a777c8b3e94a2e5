export { alphabetOf, type Alphabet } from './letters';
export { toCyrillic, type ToCyrillicOptions } from './toCyrillic';
export { toLatin, type ToLatinOptions } from './toLatin';
export { shownInScript, shownWords, type ShowingOptions } from './shown';
