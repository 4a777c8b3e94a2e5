import type { LaidIn, LanguageCode, Segment, ToldUnit } from '../../../../shared/domain';
import { script as scriptSchema } from '../../../../shared/domain';
import { ZapisError } from '../../../../shared/errors';
import { usToMs } from '../../../../shared/time';
import { REDACTED } from '../../redaction/policy';
import { recordEdit, type RowChange } from '../../transcript/history';
import { shownSegments } from '../../transcript/script';
import { listSegments } from '../../transcript/segments';
import { transaction, type Database } from '../../vault/database';
import { editedTranslation } from '../edit';
import { listTranslations, translationId, translationToRow } from '../rows';
import type { Exchanged, ExchangedUnit } from './exchanged';
import { baseOf, plainText, segmentKey } from './marks';

/**
 * Lays what was edited in another tool back on its segments: as edits of the person who brings it, in one step of the
 * history, a version each. Never over what changed here meanwhile, original or translation; that is told instead.
 * What nobody translated there is left as it is here, and counted.
 *
 * @throws ZapisError `exchange-other-footage` when the file is of another footage, or nothing in it is of this one.
 */
export function layIn(db: Database, footageId: string, language: LanguageCode, file: Exchanged, by: string | null): LaidIn {
  if (file.footageId !== null && file.footageId !== footageId) throw new ZapisError('exchange-other-footage');
  return transaction(db, () => {
    const transcript = listSegments(db, footageId);
    const find = finder(transcript);
    const written = writtenForms(db, footageId);
    const translations = new Map(listTranslations(db, footageId, language).map((t) => [t.segmentId, t]));
    const changes: RowChange[] = [];
    const told: ToldUnit[] = [];
    const seen = new Map<string, string | null>();
    let [same, untranslated, known] = [0, 0, 0];
    for (const unit of file.units) {
      const found = find(unit);
      known += Number(found !== null);
      for (const segment of found ?? [null]) {
        const say = (why: ToldUnit['why']): void => { told.push({ segmentId: segment?.id ?? null, startMs: segment ? usToMs(segment.startUs) : null, why }); };
        if (segment === null) { say('unknown'); continue; }
        const old = translations.get(segment.id) ?? null;
        const verdict = judge(unit, old?.text ?? '', old?.state ?? null, written(segment.id), file.redacted);
        if (seen.has(segment.id)) {
          if (seen.get(segment.id) !== unit.target) say('ambiguous');
          continue;
        }
        seen.set(segment.id, unit.target);
        if (verdict === 'same') same += 1;
        else if (verdict === 'untranslated' || unit.target === null) untranslated += 1;
        else if (verdict !== 'lay') say(verdict);
        else {
          const after = editedTranslation(old, segment, transcript, language, unit.target, by);
          changes.push({ table: 'translated_segment', id: translationId(segment.id, language), before: old && translationToRow(old), after: translationToRow(after) });
        }
      }
    }
    if (known === 0) throw new ZapisError('exchange-other-footage');
    recordEdit(db, { footageId, what: 'history.importTranslations', by, changes });
    return { laid: changes.length, same, untranslated, told };
  });
}

/** What becomes of a unit. */
function judge({ source, target, base }: ExchangedUnit, now: string, state: string | null, forms: ReadonlySet<string>, redacted: boolean): 'same' | 'lay' | 'untranslated' | ToldUnit['why'] {
  // Tools put the original where nobody translated.
  if (target === null || (now === '' && (target === '' || target === source))) return 'untranslated';
  const edited = base === null ? target !== plainText(now) : baseOf(target) !== base;
  if (!edited || target === plainText(now)) return 'same';
  if (target === '') return 'empty';
  if (target.includes(REDACTED) || source.includes(REDACTED)) return 'redacted';
  if (!forms.has(source)) return redacted ? 'redacted' : 'original-changed';
  // Where another tool has dropped the mark, nobody can tell who was later: a person's work stays.
  const changedHere = base === null ? state !== null && state !== 'machine' : baseOf(now) !== base;
  return changedHere ? (redacted ? 'redacted' : 'translation-changed') : 'lay';
}

/** The segments that a unit is of: by id, by key, else all that say the same. Null where there are none. */
function finder(transcript: readonly Segment[]): (unit: ExchangedUnit) => Segment[] | null {
  const byId = new Map(transcript.map((segment) => [segment.id, segment]));
  const byKey = new Map(transcript.map((segment) => [segmentKey(segment.id), segment]));
  const byText = new Map<string, Segment[]>();
  for (const segment of transcript) byText.set(plainText(segment.text), [...(byText.get(plainText(segment.text)) ?? []), segment]);
  return ({ id, key, source }) => {
    const own = (id === null ? undefined : byId.get(id)) ?? (key === null ? undefined : byKey.get(key));
    if (own) return [own];
    // With an id that is not of this footage nothing is guessed.
    return (id === null || !UUID.test(id)) && key === null ? byText.get(source) ?? null : null;
  };
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-/u;

/** How a segment may have been written out: as it is stored, and in either script. */
function writtenForms(db: Database, footageId: string): (segmentId: string) => ReadonlySet<string> {
  const forms = new Map<string, Set<string>>();
  for (const script of scriptSchema.options) {
    for (const { id, text } of shownSegments(db, footageId, script)) forms.set(id, (forms.get(id) ?? new Set<string>()).add(plainText(text)));
  }
  return (id) => forms.get(id) ?? new Set();
}
