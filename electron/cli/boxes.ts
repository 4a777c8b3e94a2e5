import { regionDraft, type Keyframe } from '../../shared/domain';
import { msToUs } from '../../shared/time';
import { UsageError } from './arguments';

/** `AT:x,y,w,h`, or without a time where there is but one. @throws UsageError */
export function keyframesOf(text: string): Keyframe[] {
  return text.split(';').map((part) => {
    const [, at, box = ''] = /^(?:(\d+):)?([\d.,]+)$/.exec(part.trim()) ?? [];
    const [x, y, w, h] = box.split(',').map(Number);
    const parsed = regionDraft.shape.keyframes.element.safeParse({ atUs: msToUs(Number(at ?? 0)), x, y, w, h });
    if (!parsed.success) throw new UsageError('--box takes left,top,width,height in shares of the picture, for example 0.1,0.2,0.3,0.1; for a moving one several with their times: "2000:0.1,0.2,0.3,0.1;4000:0.5,0.2,0.3,0.1".');
    return parsed.data;
  });
}
