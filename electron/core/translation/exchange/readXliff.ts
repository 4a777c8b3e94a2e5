import { plainText } from './marks';
import type { Exchanged, ExchangedUnit } from './exchanged';
import type { XmlEvent } from './xmlReader';

/** Elements of XLIFF 1.2 whose content is code of another format and no text. */
const CODE = new Set(['bpt', 'ept', 'ph', 'it', 'sub']);
/** States of a target that holds what the tool put there itself, such as the source. */
const UNTRANSLATED = new Set(['new', 'needs-translation']);

/**
 * XLIFF 1.2: the units' sources and targets, which a unit need not have; alternatives that other tools put beside them (`alt-trans`) are no answer.
 *
 * @param events behind the root's `open`.
 */
export function readXliff(events: Iterable<XmlEvent>): Exchanged {
  const units: ExchangedUnit[] = [];
  let [footageId, redacted]: [string | null, boolean] = [null, false];
  let [sourceLanguage, targetLanguage] = ['', ''];
  let unit: { id: string | null; base: string | null; source: string; target: string | null } | null = null;
  let left = false;
  let [into, text, code, aside] = ['', '', 0, 0];
  for (const event of events) {
    if (event.kind === 'text') {
      if (code === 0 && into !== '') text += event.text;
      continue;
    }
    const name = event.name.replace(/^xliff:/u, '');
    if (event.kind === 'open') {
      const { attributes } = event;
      if (name === 'file') {
        [sourceLanguage, targetLanguage] = [attributes.get('source-language') ?? '', attributes.get('target-language') ?? ''];
        footageId = /^zapis-(.+)$/u.exec(attributes.get('original') ?? '')?.[1] ?? footageId;
        redacted ||= valueOf(attributes, 'redacted') === 'yes';
      } else if (name === 'trans-unit') unit = { id: attributes.get('id') ?? null, base: valueOf(attributes, 'base'), source: '', target: null };
      else if (name === 'alt-trans') aside += 1;
      else if ((name === 'source' || name === 'target') && aside === 0 && unit !== null) {
        [into, text] = [name, ''];
        left = name === 'target' && UNTRANSLATED.has(attributes.get('state') ?? '');
      }
      else if (into !== '' && CODE.has(name)) code += 1;
    } else if (name === 'alt-trans') aside -= 1;
    else if (into !== '' && CODE.has(name)) code -= 1;
    else if (name === into && unit !== null) {
      if (into === 'source') unit.source = plainText(text);
      else unit.target = left ? null : plainText(text);
      [into, code] = ['', 0];
    } else if (name === 'trans-unit' && unit !== null) {
      units.push({ ...unit, key: null, sourceLanguage, targetLanguage });
      unit = null;
    }
  }
  return { format: 'xliff', footageId, vaultId: null, redacted, units };
}

/** A mark of ours, whatever prefix another tool gave its namespace. */
function valueOf(attributes: ReadonlyMap<string, string>, mark: string): string | null {
  return attributes.get(`zapis:${mark}`) ?? [...attributes].find(([name]) => name.endsWith(`:${mark}`))?.[1] ?? null;
}
