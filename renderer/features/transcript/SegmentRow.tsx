import { memo, type JSX } from 'react';
import { isAnnotation, isDoubtfulWord, reasonTold, type Doubt, type Passage, type RemarkView, type Segment, type Word } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { classes } from '../../ui/classes';
import { useLanguage } from '../../ui/language';
import { t } from '../../ui/messages';
import { reasonText } from '../reasons/store';
import { languageName } from '../interview/languages';
import { seek } from '../player/playback';
import { remarkTitle } from '../remarks/RemarkChips';
import { voiceClass, VoiceLabel } from '../speakers/VoiceLabel';
import { SegmentEditor } from './SegmentEditor';

interface SegmentRowProps {
  segment: Segment;
  /** 1-based place in the whole transcript, for assistive technology. */
  row: number;
  marks: readonly (Passage | undefined)[] | undefined;
  remarks: readonly (RemarkView | undefined)[] | undefined;
  /** First and last selected word; -1 when none. */
  selectedFrom: number;
  selectedTo: number;
  cursor: number;
  hits: readonly { from: number; to: number }[] | undefined;
  editing: boolean;
  /** Number of who speaks, 0 where nobody said; null where the footage has no voices. */
  voice: number | null;
  voiceName: string;
  voiceChanges: boolean;
}

/** One segment. Memoised: playback changes the highlighted word without passing through here. */
export const SegmentRow = memo(function SegmentRow({ segment, row, marks, remarks, selectedFrom, selectedTo, cursor, hits, editing, voice, voiceName, voiceChanges }: SegmentRowProps): JSX.Element {
  useLanguage();
  return (
    <div className={classes('segment', cursor >= 0 && 'segment-cursor')} role="row" aria-rowindex={row} id={`segment-${segment.id}`} data-segment-id={segment.id}>
      <div className="segment-side" role="gridcell">
        <button type="button" tabIndex={-1} className="segment-time mono" title={t('transcript.goTo')} onClick={() => { seek(segment.startUs); }}>{formatTime(segment.startUs)}</button>
        <span className="segment-tags">
          {segment.language !== 'und' && <abbr title={languageName(segment.language)}>{segment.language}</abbr>}
          {segment.origin === 'edited' && <span title={t('transcript.editedHint')}>{t('transcript.edited')}</span>}
          {segment.overlap === true && <span className="segment-overlap" title={t('speakers.overlapHint')}>{t('speakers.overlapTag')}</span>}
          {segment.doubts && segment.doubts.length > 0 && <Doubts doubts={segment.doubts} />}
        </span>
      </div>
      <div className={classes('segment-text', voice !== null && 'segment-text-voiced', voice !== null && voice > 0 && voiceClass(voice))} role="gridcell" lang={segment.language === 'und' ? undefined : segment.language}>
        {voice !== null && <VoiceLabel number={voice} name={voiceName} changes={voiceChanges} />}
        {editing ? <SegmentEditor segment={segment} /> : segment.words.map((word, i) => {
          const selected = i >= selectedFrom && i <= selectedTo;
          const joined = (marks?.[i] !== undefined && marks[i] === marks[i + 1]) || (selected && i < selectedTo);
          return <WordSpan key={i} word={word} index={i} passage={marks?.[i]} remark={remarks?.[i]} selected={selected} atCursor={i === cursor} hit={hits?.some((h) => i >= h.from && i <= h.to) ?? false} joined={joined} />;
        })}
      </div>
    </div>
  );
});

/** What the machine is not sure of, with its reasons: text that nobody looks at again must not pass for text that was. */
function Doubts({ doubts }: { doubts: readonly Doubt[] }): JSX.Element {
  const reasons = doubts.map((doubt) => t(`doubts.${doubt}`)).join(' ');
  return <span className="segment-doubt" title={reasons}>{t('transcript.doubtful')}<span className="visually-hidden">: {reasons}</span></span>;
}

/** Says of a word that the machine is not sure of it, and how sure, or what it heard instead; undefined of all others. */
export function unsureText(word: Word): string | undefined {
  if (word.heard !== undefined) return t('transcript.mended', { heard: word.heard });
  return isDoubtfulWord(word) ? t('transcript.unsure', { percent: Math.round((word.confidence ?? 0) * 100) }) : undefined;
}

export interface WordSpanProps {
  word: Word;
  index: number;
  passage: Passage | undefined;
  remark?: RemarkView | undefined;
  selected: boolean;
  atCursor: boolean;
  hit: boolean;
  /** The space after belongs to the same mark or selection, and is painted with it. */
  joined: boolean;
  /** No dictionary knows it. */
  misspelt?: boolean;
}

export function WordSpan({ word, index, passage, remark, selected, atCursor, hit, joined, misspelt = false }: WordSpanProps): JSX.Element {
  const title = passage ? t('transcript.markedAs', { reason: reasonText(passage.reason) }) : [unsureText(word), word.trust === 'untimed' ? t('transcript.untimed') : undefined].filter((part) => part !== undefined).join(' ') || undefined;
  return (
    <>
      <span
        data-word={index}
        data-passage-id={passage?.id}
        title={remark ? [remarkTitle(remark), title].filter(Boolean).join('\n') : title}
        className={classes('word', word.trust === 'untimed' && 'word-untimed', isDoubtfulWord(word) && 'word-doubtful', passage && `word-marked reason-${reasonTold(passage.reason)}`, remark && (isAnnotation(remark.kind) ? 'word-remarked' : 'word-asked'), misspelt && 'word-misspelt', hit && 'word-hit', selected && 'word-selected', atCursor && 'word-cursor')}
      >
        {word.text}{joined && ' '}
      </span>
      {!joined && ' '}
    </>
  );
}
