import type { GlossaryTerm, Reason } from '../../../shared/domain';
import { matchForms, termForms, type Forms } from '../../../shared/inflection';
import type { CompiledLexicon } from './compile';
import { languageOf } from './fold';
import type { Finding } from './suggestion';
import type { Text } from './tokens';

/** What suggesting needs of a glossary term. */
export type KnownTerm = Pick<GlossaryTerm, 'term' | 'kind' | 'misheard'>;

const REASONS: Readonly<Record<GlossaryTerm['kind'], Pick<Finding, 'reason' | 'atRisk'> | null>> = {
  person: { reason: 'names-third-person', atRisk: 'third-person' },
  place: { reason: 'place-or-date', atRisk: 'third-person' },
  unit: { reason: 'operational-detail', atRisk: 'third-person' },
  // A word that recognisers get wrong is in the glossary for its spelling, not because it would give somebody away.
  word: null,
};

interface Known { readonly forms: readonly Forms[]; readonly words: number; readonly kind: GlossaryTerm['kind'] }

/** Forms of the interview's own names, units and places, also as they are usually misheard. */
export function glossaryTerms(text: Text, glossary: readonly KnownTerm[], lexicon: CompiledLexicon): Finding[] {
  const language = languageOf(lexicon.lexicon.language);
  const byFirst = new Map<string, Known[]>();
  for (const { term, kind, misheard } of glossary) {
    if (REASONS[kind] === null) continue;
    for (const written of [term, ...misheard]) {
      const forms = termForms(written, language);
      const keys = new Set([...(forms[0]?.cases.keys() ?? [])].map(lexicon.fold));
      for (const key of keys) byFirst.set(key, [...(byFirst.get(key) ?? []), { forms, words: forms.length, kind }]);
    }
  }
  if (byFirst.size === 0) return [];
  const found: Finding[] = [];
  for (const [at, token] of text.tokens.entries()) {
    // What hangs behind a hyphen is an ending: `OVK-a`.
    const keys = new Set([token.folded, lexicon.fold(token.raw.replace(/[-’'‑]\p{L}{1,4}\P{L}*$/u, ''))]);
    const best = [...keys].flatMap((key) => byFirst.get(key) ?? [])
      .filter(({ forms, words }) => matchForms(forms, text.tokens.slice(at, at + words).map((one) => one.raw), language) !== null)
      .sort((a, b) => b.words - a.words)[0];
    const what = best && REASONS[best.kind];
    if (!best || !what) continue;
    const reason: Reason = what.reason;
    found.push({ reason, atRisk: what.atRisk, severity: 3, confidence: 0.95, rule: `glossary/${best.kind}`, key: 'glossary', from: at, to: at + best.words });
  }
  return found;
}
