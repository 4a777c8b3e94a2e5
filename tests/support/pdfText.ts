import { execFileSync } from 'node:child_process';

/** What pdf.js reads in a document. It is an ES module, which Jest's sandbox cannot load: it reads in a process of its own. */
export function readPdf(bytes: Uint8Array): { pages: number; text: string; info: Record<string, unknown> } {
  const script = `
    let pieces = []; process.stdin.on('data', (p) => pieces.push(p)).on('end', async () => {
      const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
      const pdf = await getDocument({ data: new Uint8Array(Buffer.concat(pieces)), verbosity: 0 }).promise;
      let text = '';
      for (let n = 1; n <= pdf.numPages; n++) text += (await (await pdf.getPage(n)).getTextContent()).items.map((i) => i.str + (i.hasEOL ? ' ' : '')).join('') + '\\f';
      process.stdout.write(JSON.stringify({ pages: pdf.numPages, text, info: (await pdf.getMetadata()).info }));
    });`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { input: bytes, maxBuffer: 1 << 26, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } }).toString()) as { pages: number; text: string; info: Record<string, unknown> };
}
