import { useEffect, useRef, useState, type JSX, type KeyboardEvent } from 'react';
import type { LanguageCode } from '../../../shared/domain';
import { spelledWord } from '../../../shared/spelling';
import { splitWords } from '../../../shared/text';
import { ask } from '../../api/client';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { t } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { selectedFootage, useLibrary } from '../library/store';
import { saveTranslation, type DeskSide } from '../translation/store';
import { allowed } from '../vault/person';
import { askAgain } from './store';
import './spelling.css';

export interface SpellingRequest {
  segmentId: string;
  side: DeskSide;
  language: LanguageCode;
  text: string;
  /** Which of its words. */
  index: number;
  /** What the recogniser wrote there, where the dictionary put it right. */
  heard?: Heard | undefined;
}

/** What was heard as one, and which words stand for it now: both inclusive. */
export interface Heard {
  text: string;
  from: number;
  to: number;
}

/** One word that no dictionary knows, or that may have been heard wrong: what may have been meant, or into the glossary with it. Up, down and Enter. */
export function SpellingDialog({ segmentId, side, language, text, index, heard }: SpellingRequest): JSX.Element {
  const [found, setFound] = useState<readonly string[] | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const footage = useLibrary(selectedFootage);
  const words = splitWords(text);
  const token = words[index] ?? '';
  const word = spelledWord(token) ?? token;
  useEffect(() => { void ask('spelling.suggest', { language, word }).then((answer) => { setFound(answer?.filter((one) => one !== word) ?? []); }); }, [language, word]);
  useEffect(() => { if (found !== null) list.current?.querySelector('button')?.focus(); }, [found]);

  async function put(instead: string): Promise<void> {
    await save(words.map((one, i) => (i === index ? one.normalize('NFC').replaceAll('’', "'").replace(word, instead) : one)));
  }
  async function save(written: readonly string[]): Promise<void> {
    const now = written.join(' ');
    if (side === 'translation') await saveTranslation(segmentId, now);
    else if (!(await ask('transcript.editText', { segmentId, text: now }))) return;
    closeDialog();
  }
  async function addToGlossary(): Promise<void> {
    if (!footage?.interviewId || !(await ask('glossary.save', { id: null, interviewId: footage.interviewId, term: word, misheard: [], kind: 'word', note: '' }))) return;
    askAgain();
    closeDialog();
    toast(t('spelling.added', { word }));
  }

  return (
    <Dialog title={t('spelling.title')} onClose={closeDialog} foot={<>
      {footage?.interviewId && allowed('glossary.save') ? <Button icon="plus" onClick={() => void addToGlossary()}>{t('spelling.add')}</Button> : null}
      <span className="spacer" />
      <Button onClick={closeDialog}>{t('spelling.leave')}</Button>
    </>}>
      <p className="remark-quote" lang={language}>{words.map((one, i) => (i === index ? <mark key={i} className="misspelt">{one} </mark> : <span key={i}>{one} </span>))}</p>
      {heard && (
        <p className="spelling-heard"><span>{t('spelling.heard')}</span>
          <Button icon="undo" onClick={() => void save([...words.slice(0, heard.from), heard.text, ...words.slice(heard.to + 1)])}><span lang={language}>{heard.text}</span></Button>
        </p>
      )}
      {found?.length === 0 && <p className="muted">{t('spelling.none')}</p>}
      {found === null && <p className="muted" role="status">{t('spelling.looking')}</p>}
      <ul ref={list} className="spelling-list" aria-label={t('spelling.suggestions')} lang={language} onKeyDown={stepByArrows}>
        {found?.map((one) => <li key={one}><Button onClick={() => void put(one)}>{one}</Button></li>)}
      </ul>
    </Dialog>
  );
}

function stepByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  event.preventDefault();
  buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
}
