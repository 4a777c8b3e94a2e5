import { z } from 'zod';
import { languageCode } from '../domain';
import { INTERFACE_LANGUAGES } from '../messages/languages';

export const nothing = z.object({}).strict();
export const footageRef = z.object({ footageId: z.string() }).strict();
export const done = z.object({}).strict();
export const clipRef = z.object({ id: z.string(), footageId: z.string() });
export const segmentsRef = z.object({ footageId: z.string(), segmentIds: z.array(z.string()).min(1).max(10_000) });

export const translationOf = z.object({ footageId: z.string(), language: languageCode }).strict();
export const translationRef = z.object({ segmentId: z.string(), language: languageCode }).strict();

export const interfaceLanguage = z.object({ language: z.enum(INTERFACE_LANGUAGES) }).strict();
