/** What a family of public instances tells the runner. A new one is a file `family-<name>.ts` in this folder with a default export. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Plan, Problem } from '../problem.ts';

export type Instance = { name: string; className: string; path: string };
/** Mean gaps to the best known in percent, by class; `seconds` wall time per instance, one thread. */
export type Peer = { name: string; seconds: number; gaps: Record<string, number> };
/** What a published solver found on one instance over its runs: mean and best value, mean seconds of a run. */
export type Published = { mean: number; best: number; seconds: number };
export type Family = {
  name: string;
  /** The family's instances below the folder of all families; `path` absolute. */
  instances(dir: string): Instance[];
  read(text: string, instance: Instance): Problem;
  /** The value the family is compared by. */
  objective(plan: Plan): number;
  /** Instance → best value known. */
  best(dir: string): Map<string, number>;
  peers: Peer[];
  /** Instance → a published solver's row; `--seconds published` gives every instance that solver's own mean time. */
  published?(dir: string): Map<string, Published>;
  /** What the independent checker finds wrong with the plan; the value it computes. */
  check?(text: string, plan: Plan, instance: Instance): { faults: string[]; objective: number };
  /** The smoke subset and the largest mean gap (percent) it may have. */
  smoke: { names: string[]; seconds: number; band: number };
};

/** Where the public instances lie: $LINLI_INSTANCES, or the folder `shared/instances` beside the repository. Null if there are none. */
export function instancesFolder(): string | null {
  const dir = process.env['LINLI_INSTANCES'] ?? resolve(import.meta.dirname, '..', '..', '..', 'shared', 'instances');
  return existsSync(dir) ? dir : null;
}

/** An instance's text, unpacked if it is packed. */
export function readText(path: string): string {
  return path.endsWith('.gz') ? gunzipSync(readFileSync(path)).toString('utf8') : readFileSync(path, 'utf8');
}

/** Rows of a CSV file by its header; quoted fields may hold commas. */
export function readCsv(path: string): Record<string, string>[] {
  const [head = [], ...rows] = readFileSync(path, 'utf8').trim().split(/\r?\n/).map((line) => [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((field) => field[1] ?? field[2] ?? ''));
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])));
}
