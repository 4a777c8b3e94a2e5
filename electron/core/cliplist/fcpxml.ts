import type { Cuts, CutSource } from './cutList';
import type { FrameRate } from './frameRate';

/** Final Cut Pro's XML, version 1.10. Where media belongs stands only its neutral name: whoever opens it relinks. */
export function toFcpxml({ rate, sources, cuts }: Cuts): string {
  const formats = sources.map((source) => `    <format id="f${source.number}" frameDuration="${frames(1, source.rate)}"${source.video ? ` width="${source.video.width}" height="${source.video.height}"` : ''}/>`);
  const assets = sources.map((source) => [
    `    <asset id="a${source.number}" name="${source.name}" start="0s" duration="${frames(source.frames, source.rate)}"${flags(source)} format="f${source.number}">`,
    `      <media-rep kind="original-media" src="file:///${source.name}"/>`,
    '    </asset>',
  ].join('\n'));
  const clips = cuts.map((cut) =>
    `            <asset-clip ref="a${cut.source.number}" name="${escape(cut.title === '' ? `clip ${cut.clip}` : cut.title)}" offset="${frames(cut.at, rate)}" start="${frames(cut.first, cut.source.rate)}" duration="${frames(cut.length, rate)}" tcFormat="NDF"/>`);
  const total = cuts.reduce((end, cut) => Math.max(end, cut.at + cut.length), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>', '<!DOCTYPE fcpxml>', '<fcpxml version="1.10">', '  <resources>', ...formats, ...assets, '  </resources>',
    '  <library>', '    <event name="clips">', '      <project name="clips">', `        <sequence format="f1" duration="${frames(total, rate)}" tcStart="0s" tcFormat="NDF">`, '          <spine>',
    ...clips, '          </spine>', '        </sequence>', '      </project>', '    </event>', '  </library>', '</fcpxml>', '',
  ].join('\n');
}

/** So many frames as seconds, a fraction: what is rounded would be refused as "not on an edit frame boundary". */
function frames(n: number, { num, den }: FrameRate): string {
  return n === 0 ? '0s' : `${n * den}/${num}s`;
}

function flags({ video, sound }: CutSource): string {
  return `${video ? ' hasVideo="1"' : ''}${sound ? ' hasAudio="1" audioSources="1" audioChannels="2"' : ''}`;
}

function escape(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
