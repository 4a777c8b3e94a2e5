import { bleu, chrf2, tokenise13a } from '../bench/support/mtScores';

/** The example of sacreBLEU's own README, with the figures that it prints there. */
const REFERENCES = [['The dog bit the man.', 'It was not unexpected.', 'The man bit him first.'], ['The dog had bit the man.', 'No one was surprised.', 'The man had bitten the dog.']];
const SYSTEM = ['The dog bit the man.', "It wasn't surprising.", 'The man had just bitten him.'];

test('BLEU and chrF2 of the example are sacreBLEU\'s', () => {
  expect(bleu(SYSTEM, REFERENCES)).toBeCloseTo(48.53, 2);
  expect(chrf2(SYSTEM, REFERENCES)).toBeCloseTo(59.73, 2);
});

test('a perfect translation has 100, an empty one 0', () => {
  const [reference = []] = REFERENCES;
  expect(bleu(reference, [reference])).toBeCloseTo(100);
  expect(chrf2(reference, [reference])).toBeCloseTo(100);
  expect(bleu(['', '', ''], [reference])).toBe(0);
  expect(chrf2(['', '', ''], [reference])).toBe(0);
});

test('the tokeniser parts as mteval does', () => {
  expect(tokenise13a('He paid $1,000.50 (twice), didn\'t he? A 10-year-old.')).toEqual(['He', 'paid', '$', '1,000.50', '(', 'twice', ')', ',', 'didn\'t', 'he', '?', 'A', '10', '-', 'year-old', '.']);
});
