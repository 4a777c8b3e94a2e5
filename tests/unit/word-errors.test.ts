import { editDistance, plainWords, sumErrors, textErrors } from '../support/wordErrors';
import { wordsRight } from '../support/wordsRight';

it('takes script, case and punctuation for nothing, diacritics for something', () => {
  expect(textErrors('Његош је рекао: „Не!“', 'njegoš je rekao ne')).toMatchObject({ words: 4, wordErrors: 0, letterErrors: 0 });
  expect(textErrors('kuća', 'kuca')).toMatchObject({ words: 1, wordErrors: 1, letters: 4, letterErrors: 1 });
  expect(plainWords('Ne, 25. maja — u Đakovu?')).toEqual(['ne', '25', 'maja', 'u', 'đakovu']);
});

it('counts what was put in, left out and exchanged', () => {
  expect(textErrors('a b c d', 'a x c d e')).toMatchObject({ words: 4, wordErrors: 2 });
  expect(textErrors('a b c', '')).toMatchObject({ wordErrors: 3, letterErrors: 3 });
  expect(textErrors('', 'hvala na gledanju')).toMatchObject({ words: 0, wordErrors: 3 });
  expect(editDistance([...'kitten'], [...'sitting'])).toBe(3);
});

it('adds up', () => {
  expect(sumErrors([textErrors('a b', 'a'), textErrors('c', 'd')])).toMatchObject({ words: 3, wordErrors: 2 });
});

it('tells which written words were said, whatever was put in and left out around them', () => {
  expect(wordsRight(['a', 'b', 'c', 'd'], ['a', 'x', 'c', 'd', 'e'])).toEqual([true, false, true, true, false]);
  expect(wordsRight(['a', 'b', 'c'], ['c'])).toEqual([true]);
  expect(wordsRight([], ['hvala'])).toEqual([false]);
  expect(wordsRight(['a'], [])).toEqual([]);
});
