import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { refusals, type RefusalCode } from './index.ts';

/**
 * Values that read the same in both languages: numbers, money, instants, codes, and the proper names of people, merchants and
 * places, which are not translated. Everything else is a word and comes as a pair `{somethingZh}` / `{somethingEn}`.
 */
const samples: Record<string, string | number> = {
  field: 'quantity', path: '/api/nothing', requestId: 'req_1', limit: '9 MiB', seconds: 30, left: 4, tries: 5, count: 2, cells: 120, max: 500, min: 1, step: 0.5, days: 30, hours: 48, distance: 812, version: 3,
  earliest: '2026-11-22 14:00', earliestZh: '11月22日 周日 14:00', earliestEn: 'Sun 22/11 14:00', date: '2026-11-22', code: '650102001', key: 'holdMinutes', role: 'agent', skill: 'juggling', total: '135.00', expected: '120.00', floor: '35.00', ceiling: '50.00', price: '69.00',
  formula: '2026.11-1', policy: 'cheapest', known: 'published, learned',
  item: 'HBsAg', name: 'Qian Meihua', most: '12.00', quarter: '2026-Q3', from: '2026-10-01', at: '2026-11-22 10:00',
  months: 12, list: '60.00', needed: 4, class: 2, held: '3.20', no: 'LP20261122-0001', account: 'income:commission', rows: 120000,
  percent: '4.5', due: '120.00', received: '100.00', counted: '99.00',
  worker: 'Li Guilan', merchant: 'Anxin', district: 'Tianshan', estate: 'Xingfu', building: '3', area: 'Chengbei', until: '2026-11-22 18:00',
  line: 12, number: 'LL2026-0001', year: 2026, kind: 'flying', occupation: 'juggler',

  examiner: 'Han Lei', score: 62,
};
const placesOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
const render = (text: string): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => String(samples[name] ?? (name.endsWith('Zh') ? '中文' : name.endsWith('En') ? 'words' : whole)));
const codes = Object.keys(refusals) as RefusalCode[];

describe('every refusal can be read in both languages', () => {
  test.each(codes)('%s', (code) => {
    const { zh, en } = refusals[code];
    expect(render(en)).not.toMatch(/\p{Script=Han}|\{/u);
    expect(render(zh)).toMatch(/\p{Script=Han}/u);
    expect(render(zh)).not.toMatch(/\{/);
    expect(placesOf(en).filter((name) => name.endsWith('Zh')), 'Chinese words in English text').toEqual([]);
    expect(placesOf(zh).filter((name) => name.endsWith('En')), 'English words in Chinese text').toEqual([]);
    const stems = (text: string): string[] => [...new Set(placesOf(text).map((name) => name.replace(/(Zh|En)$/, '')))].sort();
    expect(stems(en)).toEqual(stems(zh));
  });
});

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = ['modules', 'kernel', 'gateways'].flatMap((folder) => (readdirSync(join(root, folder), { recursive: true }) as string[])
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts')).map((path) => join(folder, path)));

/** The names an object literal gives, from the bracket that opens it; null where it spreads another. */
const keysAt = (text: string, open: number): string[] | null => {
  const parts: string[] = [''];
  for (let at = open + 1, depth = 0; ; at++) {
    const letter = text[at]!;
    if (depth === 0 && letter === '}') break;
    if ('([{'.includes(letter)) depth++;
    if (')]}'.includes(letter)) depth--;
    if (depth === 0 && letter === ',') parts.push('');
    else parts[parts.length - 1] += letter;
  }
  const keys = parts.map((part) => part.trim()).filter(Boolean);
  return keys.some((key) => key.startsWith('...')) ? null : keys.map((key) => /^\w+/.exec(key)![0]);
};

const SAID = /\brefuse(?:Kept)?\(\s*'([a-z]\w*\.\w+)'\s*(,\s*\S|\))|\bcode: '([a-z]\w*\.\w+)'(?: as const)?, params: (\{)/g;

test('whoever refuses fills every place of the sentence', () => {
  const faults: string[] = [];
  let looked = 0;
  for (const path of sources) {
    const text = readFileSync(join(root, path), 'utf8');
    for (const match of text.matchAll(SAID)) {
      const code = (match[1] ?? match[3]) as RefusalCode;
      const ending = match[2] ?? match[4]!;
      // A variable carries the params: only the sentence itself can be judged.
      if (!refusals[code] || (ending !== ')' && !ending.endsWith('{'))) continue;
      const given = ending === ')' ? [] : keysAt(text, match.index + match[0].length - 1);
      if (given === null) continue;
      looked++;
      const wanted = [...new Set([...placesOf(refusals[code].zh), ...placesOf(refusals[code].en)])].filter((name) => name !== 'field');
      const missing = wanted.filter((name) => !given.includes(name));
      const idle = given.filter((name) => !wanted.includes(name));
      if (missing.length + idle.length > 0) faults.push(`${path} ${code}: missing ${missing.join(' ')}; idle ${idle.join(' ')}`);
    }
  }
  expect(faults).toEqual([]);
  expect(looked).toBeGreaterThan(150);
});
