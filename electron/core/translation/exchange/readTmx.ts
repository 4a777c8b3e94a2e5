import { plainText } from './marks';
import type { Exchanged, ExchangedUnit } from './exchanged';
import type { XmlEvent } from './xmlReader';

/** Marks of formatting of other tools, whose content is code and no text. */
const CODE = new Set(['bpt', 'ept', 'ph', 'it', 'ut']);

/**
 * Translation memory, TMX 1.1 to 1.4b: each unit paired with every language that it has beside its source, the first unless
 * the header or the unit names one.
 *
 * @param events behind the root's `open`.
 */
export function readTmx(events: Iterable<XmlEvent>): Exchanged {
  const header = new Map<string, string>();
  const units: ExchangedUnit[] = [];
  let sourceOf = '';
  let unit: { id: string | null; source: string; base: string | null; versions: { language: string; text: string }[] } | null = null;
  let [prop, language, text, inSegment, code] = ['', '', '', false, 0];
  for (const event of events) {
    if (event.kind === 'text') {
      if (code === 0) text += event.text;
      continue;
    }
    const name = event.name.toLowerCase();
    if (event.kind === 'open') {
      const { attributes } = event;
      if (name === 'header') sourceOf = attributes.get('srclang') ?? '';
      else if (name === 'tu') unit = { id: attributes.get('tuid') ?? null, source: attributes.get('srclang') ?? '', base: null, versions: [] };
      else if (name === 'tuv') language = attributes.get('xml:lang') ?? attributes.get('lang') ?? '';
      else if (name === 'prop') [prop, text] = [attributes.get('type') ?? '', ''];
      else if (name === 'seg') [inSegment, text] = [true, ''];
      else if (inSegment && CODE.has(name)) code += 1;
    } else if (name === 'prop') {
      if (unit === null) header.set(prop, text.trim());
      else if (prop === 'x-zapis-base') unit.base = text.trim();
    } else if (name === 'seg') {
      unit?.versions.push({ language, text: plainText(text) });
      [inSegment, code] = [false, 0];
    } else if (inSegment && CODE.has(name)) code -= 1;
    else if (name === 'tu' && unit !== null) {
      const { id, base, versions } = unit;
      const wanted = primary(unit.source === '' ? sourceOf : unit.source);
      const source = versions.find((one) => primary(one.language) === wanted) ?? versions[0];
      for (const target of versions) {
        if (source && target !== source) units.push({ id, key: null, source: source.text, target: target.text, sourceLanguage: source.language, targetLanguage: target.language, base });
      }
      unit = null;
    }
  }
  return { format: 'tmx', footageId: header.get('x-zapis-footage') ?? null, vaultId: header.get('x-zapis-vault') ?? null, redacted: header.get('x-zapis-redacted') === 'yes', units };
}

/** The language alone, without country and script: `bs` of `bs-Latn-BA`. */
export function primary(language: string): string {
  return language.toLowerCase().split(/[-_]/u)[0] ?? '';
}
