import type { Bilingual } from '@linli/contract';
import { faultOf, MOST_OPTIONS, type Option, type QuestionFacts, type QuestionKind } from './questions.ts';

/** What a table of questions may hold and the headings it goes by; spaces and case do not matter. An option may say “中文 | English”. */
const headings: Record<string, readonly string[]> = {
  code: ['编号', 'code'], topic: ['知识点', '模块', 'topic', 'module'], kind: ['题型', 'kind', 'type'], difficulty: ['难度', 'difficulty'], stemZh: ['题干', '题目', 'question'], stemEn: ['英文题干', '题干英文', 'questionenglish'], answer: ['答案', '正确答案', 'answer'],
  whyZh: ['解析', 'why', 'explanation'], whyEn: ['英文解析', '解析英文', 'explanationenglish'], picture: ['图片', 'picture'], pictureAlt: ['图片说明', 'picturealt'],
};
const needed = ['topic', 'kind', 'stemZh', 'answer'] as const;
const plain = (text: string): string => text.normalize('NFKC').replace(/[\s*_（）()-]/g, '').toLowerCase();
const LETTERS = 'abcdefgh';

export type Columns = { at: ReadonlyMap<string, number>; options: readonly number[] };
export const readColumns = (cells: readonly string[]): { columns: Columns; missing: string[] } => {
  const named = cells.map(plain);
  const at = new Map(Object.entries(headings).flatMap(([field, words]) => { const place = named.findIndex((name) => words.includes(name)); return place < 0 ? [] : [[field, place] as const]; }));
  const options = [...LETTERS].map((letter) => named.findIndex((name) => name === `选项${letter}` || name === `option${letter}`));
  return { columns: { at, options }, missing: needed.filter((field) => !at.has(field)).map((field) => headings[field]![0]!) };
};

const kindWords: Record<string, QuestionKind> = { 单选: 'single', 单选题: 'single', single: 'single', 多选: 'multi', 多选题: 'multi', multi: 'multi', multiple: 'multi', 判断: 'judge', 判断题: 'judge', judge: 'judge', truefalse: 'judge', 排序: 'order', 排序题: 'order', order: 'order', 看图: 'picture', 看图题: 'picture', picture: 'picture' };
const difficultyWords: Record<string, number> = { '': 2, 1: 1, 2: 2, 3: 3, 易: 1, 容易: 1, easy: 1, 中: 2, 中等: 2, medium: 2, 难: 3, 困难: 3, hard: 3 };
const trueWords = ['对', '正确', '是', 't', 'true', 'y', 'a', '√'];
const falseWords = ['错', '错误', '否', 'f', 'false', 'n', 'b', '×', 'x'];
const both = (text: string): { zh: string; en: string } => { const [zh = '', en = ''] = text.split(/[|｜]/); return { zh: zh.trim(), en: en.trim() }; };

export type ReadQuestion = QuestionFacts & { code: string; topic: string };
export type RowFault = { column: string; reason: Bilingual };
const fault = (column: string, zh: string, en: string): { row: null; fault: RowFault } => ({ row: null, fault: { column, reason: { zh, en } } });

export const judgeOptions: readonly Option[] = [{ code: 'a', zh: '对', en: 'True' }, { code: 'b', zh: '错', en: 'False' }];

/** One row by itself; the first fault from the left is told. `topics` maps codes and names to codes. */
export const readQuestion = (cells: readonly string[], { at, options: places }: Columns, topics: ReadonlyMap<string, string>, drawings: ReadonlySet<string>): { row: ReadQuestion; fault: null } | { row: null; fault: RowFault } => {
  const cell = (field: string): string => (cells[at.get(field) ?? -1] ?? '').trim();
  const topic = topics.get(cell('topic')) ?? topics.get(plain(cell('topic')));
  if (topic === undefined) return fault('知识点', `没有“${cell('topic').slice(0, 30)}”这个知识点`, 'There is no such topic');
  const kind = kindWords[plain(cell('kind'))];
  if (kind === undefined) return fault('题型', '题型写：单选、多选、判断、排序、看图', 'The kind is one of single, multi, judge, order, picture');
  const difficulty = difficultyWords[plain(cell('difficulty'))];
  if (difficulty === undefined) return fault('难度', '难度写 1、2、3', 'The difficulty is 1, 2 or 3');
  if (cell('stemZh') === '' || cell('stemZh').length > 400) return fault('题干', cell('stemZh') === '' ? '没有题干' : '题干超过 400 字', 'The question is missing or longer than 400 letters');
  const picture = cell('picture') === '' ? null : cell('picture');
  if (picture !== null && !drawings.has(picture)) return fault('图片', '表格里只能写题库已有的图片名，其他图片请在页面上传', 'A table may name drawings of the bank only; upload others on the page');
  const given = places.map((place) => (cells[place] ?? '').trim()).map(both).slice(0, MOST_OPTIONS);
  const count = given.findLastIndex(({ zh }) => zh !== '') + 1;
  if (kind !== 'judge' && given.slice(0, count).some(({ zh }) => zh === '')) return fault('选项', '选项中间有空着的', 'An option in between is empty');
  if (given.some(({ zh }) => zh.length > 200)) return fault('选项', '选项超过 200 字', 'An option is longer than 200 letters');
  const shown: Option[] = kind === 'judge' ? [...judgeOptions] : given.slice(0, count).map((option, place) => ({ code: LETTERS[place]!, ...option }));
  const codes = readKey(kind, cell('answer'), shown.length);
  if (codes === null) return fault('答案', kind === 'judge' ? '判断题的答案写“对”或“错”' : kind === 'order' ? '排序题的答案把每个字母按正确顺序写一遍，如 CAB' : '答案写选项字母，如 A 或 AC', 'The answer is written in letters of the options');
  // In the bank the options of an order stand in the right order; what is shown is shuffled anyway.
  const options = kind === 'order' ? codes.map((code, place) => ({ ...shown.find((option) => option.code === code)!, code: LETTERS[place]! })) : shown;
  const rightCodes = kind === 'order' ? options.map(({ code }) => code) : codes;
  const row: ReadQuestion = { code: cell('code').slice(0, 40), topic, kind, difficulty, stemZh: cell('stemZh'), stemEn: cell('stemEn').slice(0, 600), options, rightCodes, whyZh: cell('whyZh').slice(0, 400), whyEn: cell('whyEn').slice(0, 600), picture, pictureAltZh: cell('pictureAlt').slice(0, 100), pictureAltEn: '' };
  const wrong = faultOf(row);
  return wrong ? { row: null, fault: { column: '题目', reason: wrong } } : { row, fault: null };
};

const readKey = (kind: QuestionKind, text: string, count: number): string[] | null => {
  const word = plain(text);
  if (kind === 'judge') return trueWords.includes(word) ? ['a'] : falseWords.includes(word) ? ['b'] : null;
  const letters = [...word.replace(/[^a-z]/g, '')];
  if (letters.length === 0 || new Set(letters).size < letters.length || letters.some((letter) => LETTERS.indexOf(letter) < 0 || LETTERS.indexOf(letter) >= count)) return null;
  return kind === 'order' ? letters : letters.sort();
};

/** Whether a version says the same as what is kept. */
export const isSame = (a: QuestionFacts, b: QuestionFacts): boolean => {
  const facts = ({ kind, difficulty, stemZh, stemEn, options, rightCodes, whyZh, whyEn, picture, pictureAltZh, pictureAltEn }: QuestionFacts): string =>
    JSON.stringify([kind, difficulty, stemZh, stemEn, options.map(({ code, zh, en }) => [code, zh, en]), rightCodes, whyZh, whyEn, picture, pictureAltZh, pictureAltEn]);
  return facts(a) === facts(b);
};
