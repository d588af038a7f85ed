import type { Bilingual } from '@linli/contract';
import type { OutsidePart } from './recognition.ts';

/** What a table of results may hold and the headings it goes by; spaces and case do not matter. */
export const outsideHeadings: Record<string, readonly string[]> = {
  name: ['姓名', 'name'], phone: ['手机号', '手机', '电话', 'phone'], kind: ['考核项目', '项目', '科目', 'exam', 'kind'], part: ['类别', '理论或实操', 'part'], heldOn: ['考核日期', '日期', '考试日期', 'date'], score: ['成绩', '分数', 'score'], result: ['结果', '是否合格', 'result'],
  number: ['成绩单号', '证书编号', '准考证号', 'number'],
};
const needed = ['name', 'phone', 'kind', 'part', 'heldOn', 'score', 'result'] as const;
const plain = (text: string): string => text.normalize('NFKC').replace(/[\s*_（）()-]/g, '').toLowerCase();
export const columnOf = (field: string): string => outsideHeadings[field]?.[0] ?? '';

export const readOutsideColumns = (cells: readonly string[]): { at: ReadonlyMap<string, number>; missing: string[] } => {
  const named = cells.map(plain);
  const at = new Map(Object.entries(outsideHeadings).flatMap(([field, words]) => { const place = named.findIndex((name) => words.includes(name)); return place < 0 ? [] : [[field, place] as const]; }));
  return { at, missing: needed.filter((field) => !at.has(field)).map(columnOf) };
};

export type OutsideRow = { name: string; phone: string; kind: string; part: OutsidePart; heldOn: string; scorePercent: number; isPassed: boolean; paperNumber: string };
export type OutsideFault = { field: string; reason: Bilingual };
const partWords: Record<string, OutsidePart> = { 理论: 'theory', 笔试: 'theory', theory: 'theory', 实操: 'practical', 实践: 'practical', 操作: 'practical', practical: 'practical' };
const passWords: Record<string, boolean> = { 合格: true, 通过: true, 及格: true, 是: true, passed: true, pass: true, 不合格: false, 未通过: false, 没通过: false, 不及格: false, 否: false, failed: false, fail: false };

/** A day as people write it; a spreadsheet may hand over the number it counts days by. Null for no day of the calendar. */
export const readDay = (text: string): string | null => {
  if (/^\d{5}$/.test(text)) return new Date(Date.UTC(1899, 11, 30) + Number(text) * 86_400_000).toISOString().slice(0, 10);
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/.exec(text);
  if (!found) return null;
  const day = `${found[1]}-${found[2]!.padStart(2, '0')}-${found[3]!.padStart(2, '0')}`;
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? null : day;
};

const fault = (field: string, zh: string, en: string): { row: null; fault: OutsideFault } => ({ row: null, fault: { field, reason: { zh, en } } });
/** One row by itself; the first fault from the left is told. `kinds` maps codes and names of certificates to codes. */
export const readOutsideRow = (cells: readonly string[], at: ReadonlyMap<string, number>, kinds: ReadonlyMap<string, string>, today: string): { row: OutsideRow; fault: null } | { row: null; fault: OutsideFault } => {
  const cell = (field: string): string => (cells[at.get(field) ?? -1] ?? '').normalize('NFKC').trim();
  if (cell('name') === '') return fault('name', '没有姓名', 'No name');
  const phone = cell('phone').replace(/[\s-]/g, '').replace(/^\+?86(?=1)/, '');
  if (!/^1[3-9]\d{9}$/.test(phone)) return fault('phone', '手机号要 11 位', 'The phone takes 11 digits');
  const kind = kinds.get(cell('kind')) ?? kinds.get(plain(cell('kind')));
  if (kind === undefined) return fault('kind', `没有“${cell('kind').slice(0, 30)}”这个考核项目`, 'There is no such certificate');
  const part = partWords[plain(cell('part'))];
  if (part === undefined) return fault('part', '类别写“理论”或“实操”', 'The part is theory or practical');
  const heldOn = readDay(cell('heldOn'));
  if (heldOn === null) return fault('heldOn', '日期写成 2026-11-20', 'Write the day as 2026-11-20');
  if (heldOn > today) return fault('heldOn', '考核日期还没到', 'The day has not come yet');
  const score = Number(cell('score').replace(/[分%]$/, ''));
  if (cell('score') === '' || !Number.isFinite(score) || score < 0 || score > 100) return fault('score', '成绩是 0 到 100', 'The score is 0 to 100');
  const isPassed = passWords[plain(cell('result'))];
  if (isPassed === undefined) return fault('result', '结果写“合格”或“不合格”', 'The result is passed or failed');
  return { row: { name: cell('name').slice(0, 40), phone, kind, part, heldOn, scorePercent: Math.floor(score), isPassed, paperNumber: cell('number').slice(0, 60) }, fault: null };
};

/** What makes two rows the same result. */
export const resultKey = (row: { workerId: string; kind: string; part: string; heldOn: string }): string => `${row.workerId} ${row.kind} ${row.part} ${row.heldOn}`;
