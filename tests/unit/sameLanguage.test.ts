import { stillInSource } from '../../electron/core/translation/speech/sameLanguage';
import { splitWords } from '../../shared/text';

const still = (out: string, source: string, language: 'hr' | 'sr' | 'sq' = 'hr'): boolean => stillInSource(splitWords(out), splitWords(source), language);

test.each<readonly [string, string, 'hr' | 'sr' | 'sq']>([
  ['Vojnici su bili na mostu i nitko nije mogao proći.', 'Vojnici su bili na mostu i nitko nije mogao proći.', 'hr'],
  ['vojnici su bili na mostu i niko nije mogao proci', 'Vojnici su bili na mostu i nitko nije mogao proći.', 'hr'],
  ['Војници су били на мосту.', 'Vojnici su bili na mostu.', 'sr'],
  ['Nikdo nesměl přejít přes řeku toho dne.', 'Vojnici su bili na mostu i nitko nije mogao proći.', 'hr'],
  ['Ushtarët ishin në urë dhe askush nuk kaloi.', 'Ushtarët ishin në urë dhe askush nuk kaloi.', 'sq'],
])('%s is refused', (out, source, language) => { expect(still(out, source, language)).toBe(true); });

test.each([
  ['The soldiers were on the bridge and nobody could pass.', 'Vojnici su bili na mostu i nitko nije mogao proći.'],
  ['In Srebrenica, with Ćamil and Željko.', 'U Srebrenici, s Ćamilom i Željkom.'],
  ['Yes.', 'Da.'],
  ['No, never.', 'Ne, nikad.'],
  ['In 1992, July 5th.', '1992. godine, 5. srpnja.'],
] as const)('%s is taken', (out, source) => { expect(still(out, source)).toBe(false); });

test('what was said in English is English', () => { expect(stillInSource(['We', 'were', 'there'], ['We', 'were', 'there'], 'en')).toBe(false); });
