import type { Job } from '../../shared/domain';

/** Where a command speaks: answers on stdout, progress on stderr. */
export interface Output {
  /** The command's result: one JSON line with `--json`, else the lines for people. */
  result(value: unknown, lines: readonly string[]): void;
  /** Bytes of a document, as they are. */
  document(text: string): void;
  note(line: string): void;
  progress(job: Job): void;
}

/** Progress is redrawn in place on a terminal; elsewhere a line each ten per cent keeps logs readable. */
export function standardOutput(json: boolean): Output {
  let lastStep = '';
  const terminal = process.stderr.isTTY;
  return {
    result: (value, lines) => {
      process.stdout.write(json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(''));
    },
    document: (text) => { process.stdout.write(text.endsWith('\n') ? text : `${text}\n`); },
    note: (line) => { process.stderr.write(`${line}\n`); },
    progress: (job) => {
      const percent = Math.floor(job.progress * 100);
      const step = `${job.id}:${terminal ? percent : Math.floor(percent / 10)}`;
      if (job.state !== 'running' || step === lastStep) return;
      lastStep = step;
      const left = job.remainingMs === null ? '' : `, ${Math.ceil(job.remainingMs / 1000)} s left`;
      process.stderr.write(terminal ? `\r\u001b[K${job.kind} ${percent} %${left}` : `${job.kind} ${percent} %${left}\n`);
      if (terminal && percent === 100) process.stderr.write('\n');
    },
  };
}
