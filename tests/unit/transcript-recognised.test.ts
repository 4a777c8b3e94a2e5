import { attribute } from '../../electron/core/transcript/attribute';
import { keepRecognised, recognisedGroups, recognisedOf } from '../../electron/core/transcript/recognised';
import { remapWords } from '../../electron/core/transcript/remapWords';
import type { Word } from '../../shared/domain';
import { splitWords } from '../../shared/text';
import { seeded } from '../support/random';

const SPAN = { startUs: 0, endUs: 60_000_000 };
const spoken = (text: string): Word[] => splitWords(text).map((one, i) => ({ text: one, startUs: i * 1_000_000, endUs: i * 1_000_000 + 900_000, trust: 'aligned' }));
const written = (old: readonly Word[], text: string): Word[] => keepRecognised(old, remapWords(old, text, SPAN).words);
const told = (words: readonly Word[]): string => words.map((word) => (word.recognised === undefined ? word.text : `${word.text}(${word.recognised})`)).join(' ');

describe('what the recogniser wrote', () => {
  test('stays with the words that a person wrote instead, word for word where they resemble each other', () => {
    expect(told(written(spoken('onda smo zapali hišu i pošli'), 'onda smo zapalili kuću i pošli'))).toBe('onda smo zapalili(zapali) kuću(hišu) i pošli');
    expect(told(written(spoken('bio u pro zoru tamo'), 'bio u Prozoru tamo'))).toBe('bio u Prozoru(pro zoru) tamo');
    expect(told(written(spoken('vidio seničani dan'), 'vidio sam Zeničane jedan dan'))).toBe('vidio sam() Zeničane(seničani) jedan() dan');
    expect(told(written(spoken('bio naprimjer tamo'), 'bio na primjer tamo'))).toBe('bio na(naprimjer) primjer(naprimjer) tamo');
    expect(told(written(spoken('Tada je, marko'), 'tada je Marko.'))).toBe('tada je Marko.');
  });

  test('survives every further edit, and goes when it is written again', () => {
    const once = written(spoken('došao je vladi naša'), 'došao je Vlado Nešić');
    expect(told(once)).toBe('došao je Vlado(vladi) Nešić(naša)');
    const twice = written(once, 'stigao je Vladimir Nešić');
    expect(told(twice)).toBe('stigao(došao) je Vladimir(vladi) Nešić(naša)');
    expect(told(written(twice, 'došao je vladi naša'))).toBe('došao je vladi naša');
  });

  test('of what was taken out hangs on the word before, until something like it is written there', () => {
    const out = written(spoken('bili u seničan tada'), 'bili u tada');
    expect(told(out)).toBe('bili u(u seničan) tada');
    expect(told(written(out, 'bili u Zenici tada'))).toBe('bili u Zenici(seničan) tada');
    expect(told(written(written(spoken('seničan tada'), 'tada'), 'Zenica tada'))).toBe('Zenica(seničan) tada');
  });

  test('of a program, or of a person who was sure of it, counts as well', () => {
    const mended: Word[] = spoken('u republike bismo').map((word, i) => (i === 1 ? { ...word, heard: 'repubike' } : i === 2 ? { ...word, heard: 'bi smo' } : word));
    expect(mended.map(recognisedOf)).toEqual(['u', 'repubike', 'bi smo']);
    const edited = written(mended, 'u Republici bismo');
    expect(edited.map(({ text, heard, recognised }) => [text, heard, recognised])).toEqual([['u', undefined, undefined], ['Republici', undefined, 'repubike'], ['bismo', 'bi smo', undefined]]);
    expect(recognisedGroups(written(spoken('bio naprimjer tamo'), 'bio na primjer tamo'))).toEqual([{ text: 'bio', from: 0, to: 0 }, { text: 'naprimjer', from: 1, to: 2 }, { text: 'tamo', from: 3, to: 3 }]);
  });

  test('is never lost as long as a word stands there, and changes no word, whatever is typed', () => {
    const random = seeded(11);
    const some = (): string => Array.from({ length: 1 + random.int(9) }, () => random.pick(['selo', 'most', 'zapaliti', 'zapalili', 'u', 'je', 'Zenica', 'seničan', 'dan'])).join(' ');
    for (let round = 0; round < 300; round += 1) {
      const first = some();
      let words = spoken(first);
      for (let step = 0; step < 4; step += 1) {
        const text = some();
        const mapped = remapWords(words, text, SPAN).words;
        words = keepRecognised(words, mapped);
        expect(words.map((word) => word.text)).toEqual(mapped.map((word) => word.text));
        const kept = recognisedGroups(words).flatMap((group) => group.text.split(' '));
        for (const one of new Set(first.split(' '))) expect(kept).toContain(one);
      }
    }
  });
});

test('a rewritten hour is shared out in its order, in less than a second', () => {
  const [from, to] = [Array.from({ length: 900 }, (_, i) => `a${String(i)}`), Array.from({ length: 450 }, (_, i) => `b${String(i)}`)];
  const began = performance.now();
  const given = attribute(from, to);
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(given[0]).toEqual(['a0', 'a1']);
  expect(given.flat()).toEqual(from);
});
