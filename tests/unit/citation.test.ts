import { citation } from '../../shared/citation';

const full = { speakerCode: 'N.H.', interviewer: 'Speckhard', date: '2016-06', region: 'Balkans' };

test.each([
  [full, '(N.H., interviewed by Speckhard, June 2016, Balkans)'],
  [{ ...full, date: '2016' }, '(N.H., interviewed by Speckhard, 2016, Balkans)'],
  [{ ...full, date: '2016-06-05' }, '(N.H., interviewed by Speckhard, 5 June 2016, Balkans)'],
  [{ ...full, interviewer: ' ', date: '' }, '(N.H., Balkans)'],
  [{ ...full, speakerCode: '', region: '' }, '(interviewed by Speckhard, June 2016)'],
  [{ ...full, date: '2016-13' }, '(N.H., interviewed by Speckhard, 2016, Balkans)'],
  [{ speakerCode: '', interviewer: '', date: '', region: '' }, ''],
])('%j', (record, line) => expect(citation(record)).toBe(line));
