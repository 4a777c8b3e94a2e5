import { first } from './0001-first';
import { peopleAndAudit } from './0002-people-and-audit';
import { handover } from './0003-handover';
import { speech } from './0004-speech';
import { release } from './0005-release';
import { namesInLatin } from './0006-names-in-latin';
import { passages } from './0007-passages';
import { translation } from './0008-translation';
import { pseudonyms } from './0009-pseudonyms';
import { regions } from './0010-regions';
import { clipList } from './0011-clip-list';
import { hiddenVoice } from './0012-hidden-voice';
import { reasons } from './0013-reasons';
import { remarks } from './0014-remarks';
import { memory } from './0015-memory';
import { bareRegions } from './0016-bare-regions';
import { memoryOrigin } from './0017-memory-origin';
import { regionShape } from './0018-region-shape';
import type { Migration } from './migration';

export type { Migration } from './migration';

/** Every migration, oldest first. A released one is never changed: a new one is added. */
export const MIGRATIONS: readonly Migration[] = [first, peopleAndAudit, handover, speech, release, namesInLatin, passages, translation, pseudonyms, regions, clipList, hiddenVoice, reasons, remarks, memory, bareRegions, memoryOrigin, regionShape];
