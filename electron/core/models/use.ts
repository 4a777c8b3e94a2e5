import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ZapisError } from '../../../shared/errors';
import { modelFolder } from './cache';
import { modelEntry } from './entries';
import { findPack, packTitle } from './packs/entries';

interface Used { readonly name: string; readonly title: string; readonly busy: 'model-in-use' | 'pack-in-use' }

function usedOf(id: string): Used {
  const pack = findPack(id);
  if (pack) return { name: pack.id, title: packTitle(pack), busy: 'pack-in-use' };
  const { file, title } = modelEntry(id);
  return { name: file, title, busy: 'model-in-use' };
}

const prefix = ({ name }: Used): string => `.${name}.used-`;

/**
 * Marks a model as in use while the work goes on, for every process of this computer to see: the window and the command
 * line share the folder. A mark of a process that has died, or from before the computer was started, counts for nothing.
 */
export async function whileUsed<T>(id: string, work: () => Promise<T>): Promise<T> {
  const mark = path.join(modelFolder(), `${prefix(usedOf(id))}${process.pid}-${randomUUID()}`);
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

/** @throws ZapisError `model-unknown`; `model-in-use`, `pack-in-use` while anything on this computer works with it. */
export function assertUnused(id: string): void {
  const model = usedOf(id);
  for (const name of marksOf(model)) {
    const mark = path.join(modelFolder(), name);
    if (isAlive(Number(name.slice(prefix(model).length).split('-')[0]), mark)) throw new ZapisError(model.busy, { title: model.title });
    rmSync(mark, { force: true });
  }
}

function marksOf(model: Used): string[] {
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
