import { statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { modelFolder } from './cache';
import type { Machine } from './fit';

/** What this computer has for a model to run on. */
export async function thisMachine(): Promise<Machine> {
  return { memoryBytes: os.totalmem(), diskBytes: await freeRoom(modelFolder()), cores: os.availableParallelism() };
}

/** The folder may not be there yet: its disk is that of the nearest folder above. */
async function freeRoom(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    const above = path.dirname(folder);
    if (above === folder) throw error;
    return freeRoom(above);
  }
}
