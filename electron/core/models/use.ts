import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ZapisError } from '../../../shared/errors';
import { modelFolder } from './cache';
import { modelEntry, type ModelEntry } from './entries';

const prefix = (model: ModelEntry): string => `.${model.file}.used-`;

/**
 * Marks a model as in use while the work goes on, for every process of this computer to see: the window and the command
 * line share the folder. A mark of a process that has died, or from before the computer was started, counts for nothing.
 */
export async function whileUsed<T>(id: string, work: () => Promise<T>): Promise<T> {
  const mark = path.join(modelFolder(), `${prefix(modelEntry(id))}${process.pid}-${randomUUID()}`);
  try {
    writeFileSync(mark, '');
  } catch {
    // A folder that cannot be written loses no model either.
  }
  try {
    return await work();
  } finally {
    rmSync(mark, { force: true });
  }
}

/** @throws ZapisError `model-unknown`; `model-in-use` while a transcription anywhere on this computer works with it. */
export function assertUnused(id: string): void {
  const model = modelEntry(id);
  for (const name of marksOf(model)) {
    const mark = path.join(modelFolder(), name);
    if (isAlive(Number(name.slice(prefix(model).length).split('-')[0]), mark)) throw new ZapisError('model-in-use', { title: model.title });
    rmSync(mark, { force: true });
  }
}

function marksOf(model: ModelEntry): string[] {
  try {
    return readdirSync(modelFolder()).filter((name) => name.startsWith(prefix(model)));
  } catch {
    return [];
  }
}

/** A number is given to another process after a new start, so the mark must be younger than that. */
function isAlive(pid: number, mark: string): boolean {
  const made = statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (made < Date.now() - os.uptime() * 1000) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
