import { useEffect, useState, type JSX } from 'react';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { useMay } from '../vault/person';
import { importDropped, interviewName, useLibrary } from './store';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Accepts files dropped anywhere in the window; without it Chromium would try to open them in place of the app. */
export function DropZone(): JSX.Element | null {
  const mayImport = useMay('footage.import');
  const [over, setOver] = useState(false);
  const interview = useLibrary((state) => state.interviews.find((i) => i.id === state.interviewId) ?? null);

  useEffect(() => {
    let depth = 0;
    const show = (by: number): void => {
      depth = Math.max(0, depth + by);
      setOver(depth > 0);
    };
    const enter = (event: DragEvent): void => { if (hasFiles(event)) show(1); };
    const leave = (event: DragEvent): void => { if (hasFiles(event)) show(-1); };
    const move = (event: DragEvent): void => {
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = hasFiles(event) ? 'copy' : 'none';
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      show(-depth);
      void importDropped([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', move);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', move);
      window.removeEventListener('drop', drop);
    };
  }, []);

  if (!over || !mayImport) return null;
  return (
    <div className="drop-zone">
      <Icon name="import" size={28} />
      <strong>{interview ? t('library.dropInto', { name: interviewName(interview) }) : t('library.drop')}</strong>
      <span>{t('library.dropHint')}</span>
    </div>
  );
}
