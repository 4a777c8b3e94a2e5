import { useEffect, useRef, useState, type JSX, type KeyboardEvent } from 'react';
import { LANGUAGE_CODES, type ModelInfo } from '../../../shared/domain';
import { Button, IconButton } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { formatBytes } from '../../ui/format';
import { Icon } from '../../ui/Icon';
import { codeText, t } from '../../ui/messages';
import { languageName } from '../interview/languages';
import { useMay } from '../vault/person';
import { removeModel } from './store';

/** Montenegrin is heard as Bosnian, so it is not told of on its own. */
function lacking(model: ModelInfo): string {
  return LANGUAGE_CODES.filter((code) => code !== 'und' && code !== 'cnr' && !model.languages.includes(code)).map(languageName).join(', ');
}

/** How long three hours of interview take, rounded as people say it. */
function threeHours(speed: number): string {
  const minutes = Math.max(1, Math.round((3 * 60) / speed));
  const rounded = minutes < 60 ? minutes : Math.round(minutes / 10) * 10;
  return rounded < 60 ? t('models.minutes', { count: rounded }) : t('models.hours', { hours: Math.floor(rounded / 60), minutes: String(rounded % 60).padStart(2, '0') });
}

function facts(model: ModelInfo): string {
  const size = t('models.facts', { size: formatBytes(model.bytes), memory: formatBytes(model.memoryBytes) });
  // Voices sound alike in every language.
  if (model.kind !== 'recogniser') return size;
  const without = lacking(model);
  return [
    size,
    without === '' ? t('models.allLanguages', { count: model.languages.length }) : t('models.languagesWithout', { count: model.languages.length, without }),
    model.canTranslate ? t('models.translates') : t('models.translatesNot'),
    model.speed === null ? null : t('models.speed', { time: threeHours(model.speed) }),
  ].filter(Boolean).join(' · ');
}

/** What the catalogue says of a model, in the language of the window; of one that has no text here as the catalogue has it. */
function noteText({ id, note }: ModelInfo): string {
  const key = `note-${id.replaceAll('.', '-')}`;
  const text = codeText('models.', key);
  return text === key ? note : text;
}

interface RowProps {
  model: ModelInfo;
  /** Whether Tab stops at this row; the arrows go to the others. */
  active: boolean;
  onFocus: () => void;
}

export function ModelRow({ model, active, onFocus }: RowProps): JSX.Element {
  const [asking, setAsking] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const keep = useRef<HTMLButtonElement>(null);
  const removable = useMay('models.remove') && model.installed;
  useEffect(() => { if (asking) keep.current?.focus(); }, [asking]);

  function stay(): void {
    setAsking(false);
    row.current?.focus();
  }
  async function remove(): Promise<void> {
    await removeModel(model.id);
    stay();
  }
  function onKeyDown(event: KeyboardEvent<HTMLLIElement>): void {
    if (asking && event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      stay();
    } else if (event.key === 'Delete' && removable) setAsking(true);
  }

  return (
    <li ref={row} className={classes('model', !model.fits && 'model-unfit')} data-model={model.id} tabIndex={active ? 0 : -1} onFocus={onFocus} onKeyDown={onKeyDown} aria-label={model.title}>
      <span className="row">
        <strong>{model.title}</strong>
        {model.kind === 'translation' && <span className="model-tag">{t('models.pack')}</span>}
        {model.isDefault && <span className="model-tag">{t('models.default')}</span>}
        {model.isRecommended && <span className="model-tag">{t('models.recommended')}</span>}
        <span className="spacer" />
        <span className={model.installed ? 'chip chip-good' : 'chip'}>{model.installed && <Icon name="check" size={12} />}{model.installed ? t('models.installed') : t('models.missing', { id: model.id })}</span>
        {removable && <IconButton icon="bin" size="small" label={t('models.removeNamed', { title: model.title })} disabled={asking} onClick={() => { setAsking(true); }} />}
      </span>
      <span className="small muted">{facts(model)}</span>
      {!model.fits && <span className="small model-why"><Icon name="alert" size={12} />{t('models.tooLarge')}</span>}
      <span className="small">{noteText(model)}</span>
      {asking && (
        <span className="row" role="group" aria-label={t('models.removeNamed', { title: model.title })}>
          <span className="small">{t('models.removeLead')}</span>
          <span className="spacer" />
          <Button ref={keep} size="small" onClick={stay}>{t('models.keep')}</Button>
          <Button size="small" kind="danger" onClick={() => void remove()}>{t('models.remove')}</Button>
        </span>
      )}
    </li>
  );
}
