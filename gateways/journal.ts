import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The memory of a stand-in, apart from our database on purpose: a payment provider does not roll back when we do.
 * One JSON line per fact, only ever added to; a last line cut by a crash is left out. Without a folder nothing is kept.
 */
export type Journal<Fact> = { facts: Fact[]; append(fact: Fact): void };

export const openJournal = <Fact>(folder: string | null, name: string): Journal<Fact> => {
  if (folder === null) return { facts: [], append: () => {} };
  const file = join(folder, 'outside', name);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const facts: Fact[] = [];
  if (existsSync(file)) {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (line === '') continue;
      try { facts.push(JSON.parse(line) as Fact); } catch { /* the torn end of a crash */ }
    }
  }
  return { facts, append: (fact) => appendFileSync(file, `${JSON.stringify(fact)}\n`, { mode: 0o600 }) };
};
