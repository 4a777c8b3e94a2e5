import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** A folder behind https on this computer, as a process of its own: commands are waited for without turning the event loop. */
export interface FileServer {
  /** Ends in a slash. */
  readonly url: string;
  /** What lets a process trust it. */
  readonly env: Readonly<Record<string, string>>;
  stop(): void;
}

/** Answers with the file, a name that ends in `.cut` aside: of that one it sends the first half and hangs up. */
const SERVER = `
const [folder, key, cert] = process.argv.slice(1);
const { createReadStream, existsSync, readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');
const server = require('node:https').createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
  const file = join(folder, decodeURIComponent(request.url));
  if (existsSync(file + '.cut')) {
    const bytes = readFileSync(file);
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, bytes.length >> 1), () => { response.destroy(); });
  } else if (existsSync(file)) {
    response.writeHead(200, { 'content-length': statSync(file).size });
    createReadStream(file).pipe(response);
  } else response.writeHead(404).end();
});
server.listen(0, '127.0.0.1', () => { process.stdout.write(server.address().port + '\\n'); });
process.on('disconnect', () => { process.exit(); });
`;

/** @returns null where openssl, which makes the certificate, is not there */
export async function serveFolder(folder: string, scratch: string): Promise<FileServer | null> {
  const [key, cert] = [path.join(scratch, 'server.key'), path.join(scratch, 'server.pem')];
  try {
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert], { stdio: 'ignore' });
  } catch {
    return null;
  }
  const child = spawn(process.execPath, ['-e', SERVER, folder, key, cert], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').once('data', (line: string) => { resolve(line.trim()); });
    child.once('exit', () => { reject(new Error('the server did not start')); });
  });
  return { url: `https://localhost:${port}/`, env: { NODE_EXTRA_CA_CERTS: cert }, stop: () => { child.kill(); } };
}

/** Lets the server break off in the middle of a file. */
export function cutOff(file: string): void {
  writeFileSync(`${file}.cut`, '');
}
