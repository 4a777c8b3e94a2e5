import type { Segment } from '../../../../shared/domain';
import { usToMs } from '../../../../shared/time';
import { speakerName, spoken, type TranscriptDocument } from './document';
import { xml } from './xml';

interface Slotted { readonly id: string; readonly from: string; readonly to: string; readonly text: string }

/**
 * ELAN's annotation format 3.0: for each speaker a tier of segments and below it a tier of words with times of their
 * own (`Included_In`). Words without a time stand in the segment only. No media is linked: its name may tell.
 */
export function transcriptToEaf(doc: TranscriptDocument, at = new Date()): string {
  const slots: number[] = [];
  let annotations = 0;
  const annotate = (startMs: number, endMs: number, text: string): Slotted => {
    slots.push(startMs, endMs);
    return { id: `a${++annotations}`, from: `ts${slots.length - 1}`, to: `ts${slots.length}`, text };
  };
  const tiers = [...bySpeaker(doc)].map(([name, segments]) => ({
    name,
    segments: segments.map((s) => annotate(usToMs(s.startUs), Math.max(usToMs(s.endUs), usToMs(s.startUs) + 1), s.text)),
    words: segments.flatMap((s) => s.words.filter((w) => w.trust !== 'untimed' && usToMs(w.endUs) > usToMs(w.startUs)).map((w) => annotate(usToMs(w.startUs), usToMs(w.endUs), w.text))),
  }));
  const language = doc.language;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<ANNOTATION_DOCUMENT AUTHOR="" DATE="${at.toISOString()}" FORMAT="3.0" VERSION="3.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">`,
    '  <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/>',
    '  <TIME_ORDER>',
    ...slots.map((ms, i) => `    <TIME_SLOT TIME_SLOT_ID="ts${i + 1}" TIME_VALUE="${ms}"/>`),
    '  </TIME_ORDER>',
    ...tiers.flatMap(({ name, segments, words }) => [
      ...tier(`LINGUISTIC_TYPE_REF="segment" TIER_ID="${xml(name)}" PARTICIPANT="${xml(name)}" LANG_REF="${language}"`, segments),
      ...tier(`LINGUISTIC_TYPE_REF="word" PARENT_REF="${xml(name)}" TIER_ID="${xml(`${name} – words`)}" PARTICIPANT="${xml(name)}" LANG_REF="${language}"`, words),
    ]),
    '  <LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="segment" TIME_ALIGNABLE="true"/>',
    '  <LINGUISTIC_TYPE CONSTRAINTS="Included_In" GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="word" TIME_ALIGNABLE="true"/>',
    `  <LANGUAGE LANG_ID="${language}"/>`,
    '  <CONSTRAINT DESCRIPTION="Time alignable annotations within the parent annotation\'s time interval, gaps are allowed" STEREOTYPE="Included_In"/>',
    '</ANNOTATION_DOCUMENT>',
    '',
  ].join('\n');
}

function tier(attributes: string, annotations: readonly Slotted[]): string[] {
  return [
    `  <TIER ${attributes}>`,
    ...annotations.map((a) => `    <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="${a.id}" TIME_SLOT_REF1="${a.from}" TIME_SLOT_REF2="${a.to}"><ANNOTATION_VALUE>${xml(a.text)}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>`),
    '  </TIER>',
  ];
}

/** ELAN forbids overlaps within a tier, so whoever speaks without a name gets a tier of their own too. */
function bySpeaker(doc: TranscriptDocument): Map<string, Segment[]> {
  const tiers = new Map<string, Segment[]>();
  for (const segment of spoken(doc)) {
    const name = speakerName(doc, segment) || 'transcript';
    const tierOf = tiers.get(name) ?? [];
    tierOf.push(segment);
    tiers.set(name, tierOf);
  }
  return tiers;
}
