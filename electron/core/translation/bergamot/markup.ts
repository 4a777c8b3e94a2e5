import { splitWords } from '../../../../shared/text';

/** Words of a translation and the words of its source that each renders. */
export interface Linked {
  readonly words: string[];
  readonly links: [number, number][];
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const PLAIN: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', nbsp: ' ' };

/**
 * A sentence with each word in a tag of its own. The engine carries tags to what renders their words, by the attention of
 * its decoder: the only way on which it tells its alignment.
 */
export function markWords(words: readonly string[]): string {
  return words.map((word, i) => `<b id="${i}">${word.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign)}</b>`).join(' ');
}

/** Reads a marked translation; null for mark-up that is not what `markWords` made. */
export function readMarked(html: string, sources: number): Linked | null {
  const words: string[] = [];
  const links: [number, number][] = [];
  let at: number | null = null;
  let word = '';
  let from = new Set<number>();
  const flush = (): void => {
    if (word !== '') {
      for (const source of from) links.push([source, words.length]);
      words.push(word);
    }
    [word, from] = ['', new Set()];
  };
  for (const [piece, open, close, text] of html.matchAll(/<b id="(\d{1,5})">|(<\/b>)|([^<]+)|[\s\S]/g)) {
    if (open !== undefined) {
      if (at !== null || Number(open) >= sources) return null;
      at = Number(open);
    } else if (close !== undefined) {
      if (at === null) return null;
      at = null;
    } else if (text !== undefined) {
      for (const part of text.split(/(\s+)/)) {
        if (part === '') continue;
        if (/^\s+$/.test(part)) flush();
        else {
          word += part.replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (entity, name: string) => PLAIN[name] ?? entity);
          if (at !== null) from.add(at);
        }
      }
    } else if (piece !== '') return null;
  }
  flush();
  // What counts as a word elsewhere must be one here, for links count words.
  return at === null && splitWords(words.join(' ')).length === words.length ? { words, links } : null;
}
