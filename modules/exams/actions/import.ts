import type { Bilingual } from '@linli/contract';
import { holds, refuseAccess } from '../../../kernel/access.ts';
import type { Actor, Ctx } from '../../../kernel/context.ts';
import type { Deps } from '../../../kernel/module.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import '../../../gateways/sheets.ts';
import { drawings } from '../rules/drawings.ts';
import { readColumns, readQuestion, type ReadQuestion, type RowFault } from '../rules/import.ts';
import { topicName } from '../rules/papers.ts';
import { mergeQuestions, topicCodes } from './bank.ts';
import { syllabusOf } from './syllabus.ts';

export const QUESTION_FILE_LIMIT_BYTES = 8 * 1024 * 1024;
const MOST_ROWS = 5000;
const MOST_FAULTS = 200;
type Outcome = { isDryRun: boolean; rowsRead: number; added: number; changed: number; unchanged: number; refused: number; faults: (RowFault & { rowNo: number })[]; words: Bilingual };

/** Topics by code and by name, as people write them into a table. */
const topicWords = async (ctx: Ctx): Promise<Map<string, string>> => {
  const { names } = await syllabusOf(ctx);
  return new Map((await topicCodes(ctx)).flatMap((code) => [[code, code], [code.toLowerCase(), code], [topicName(code, names).zh, code], [topicName(code, names).en.toLowerCase(), code]]));
};

/**
 * Reads a table of questions: every row is in, or out with its column and reason; all that is good goes in together. Refuses `workers.import_file_wrong` and
 * `workers.import_file_large` for what is no such table, and everybody but trainers and operators.
 */
export const importQuestions = async (deps: Deps, { actor, body, isDryRun }: { actor: Actor; body: AsyncIterable<Uint8Array>; isDryRun: boolean }): Promise<Outcome> => {
  if (!holds(actor, ['operator', 'trainer'])) refuseAccess(actor, ['operator', 'trainer']);
  const file = await deps.gateways.sheets.keep(body, QUESTION_FILE_LIMIT_BYTES);
  try {
    const topics = await deps.read(actor, topicWords, {});
    const known = new Set(Object.keys(drawings));
    const rows: ReadQuestion[] = [];
    const faults: Outcome['faults'] = [];
    let columns: ReturnType<typeof readColumns>['columns'] | null = null;
    let [rowsRead, refused] = [0, 0];
    for await (const { rowNo, cells } of deps.gateways.sheets.rows(file.fileId, file.format)) {
      if (columns === null) {
        const found = readColumns(cells);
        if (found.missing.length > 0) throw new Refusal('workers.import_file_wrong', { whyZh: `第一行缺少这些列：${found.missing.join('、')}`, whyEn: `the first row lacks ${found.missing.join(', ')}` });
        columns = found.columns;
        continue;
      }
      rowsRead += 1;
      if (rowsRead > MOST_ROWS) throw new Refusal('workers.import_file_wrong', { whyZh: `一次最多 ${MOST_ROWS} 题`, whyEn: `at most ${MOST_ROWS} questions at once` });
      const read = readQuestion(cells, columns, topics, known);
      if (read.row) rows.push(read.row);
      else {
        refused += 1;
        if (faults.length < MOST_FAULTS) faults.push({ rowNo, ...read.fault });
      }
    }
    const counts = await deps.perform(actor, mergeQuestions, { rows, isDryRun }, { name: 'POST /api/school/question-imports' });
    const verb = isDryRun ? { zh: '试读：', en: 'Dry run: ' } : { zh: '', en: '' };
    return { isDryRun, rowsRead, ...counts, refused, faults, words: { zh: `${verb.zh}新增 ${counts.added} 题，更新 ${counts.changed} 题，${counts.unchanged} 题没有变化，${refused} 行没有读进来`, en: `${verb.en}${counts.added} added, ${counts.changed} changed, ${counts.unchanged} as before, ${refused} rows refused` } };
  } finally {
    await deps.gateways.sheets.drop(file.fileId);
  }
};
