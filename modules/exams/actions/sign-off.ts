import type { ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { sha256 } from '../../../kernel/crypto.ts';
import { isConflict } from '../../../kernel/database.ts';
import { stableJson } from '../../../kernel/http.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { tellPerson } from '../../accounts/index.ts';
import { EARLY_MINUTES, faultOfSheet, judgeSheet, rubricOf, seatWords } from '../rules/rubrics.ts';
import { sayTime } from '../rules/times.ts';
import * as store from '../store/practicals.ts';
import { settleCertificates } from './certify.ts';
import { demandImpartial, seatView, type SeatView } from './practicals.ts';

type Sheet = ParsedOf<(typeof contract)['exams']['signOff']>;
/** What a sign-off says, in one order whatever the phone sent; not when the phone says it was. */
const contentOf = ({ seatId, isAbsent, items, redLines, words }: Sheet): string => sha256(stableJson({ seatId, isAbsent, items: [...items].sort((a, b) => (a.code < b.code ? -1 : 1)).map(({ code, points }) => ({ code, points })), redLines: [...redLines].sort(), words }));

/**
 * Judges a practical, perhaps hours after it was: the examiner’s phone kept it. The same sign-off again is answered as the first time; a second one, also by
 * another examiner, is refused. Passing gives the certificate in this transaction when theory and modules are there. Refuses `exams.seat_unknown`,
 * `exams.not_examiner`, `exams.sign_off_differs`, `exams.signed_already`, `exams.seat_over`, `exams.practical_ahead`, `exams.examiner_self`,
 * `exams.examiner_coached`, `exams.examiner_taught`, `exams.rubric_items_wrong`, `exams.words_missing`.
 */
export const signOff = async (ctx: Ctx, sheet: Sheet): Promise<SeatView> => {
  const row = (await store.lockSeat(ctx.tx, ctx.cityId, sheet.seatId)) ?? refuse('exams.seat_unknown');
  const contentHash = contentOf(sheet);
  if (row.signOffId === sheet.signOffId) return row.contentHash === contentHash ? seatView(ctx, row) : refuse('exams.sign_off_differs');
  if (row.signOffId !== null) refuse('exams.signed_already', { examiner: row.signedByName! });
  if (row.examinerId !== ctx.actor.personId) refuse('exams.not_examiner');
  if (row.state !== 'booked') refuse('exams.seat_over', { stateZh: seatWords[row.state].zh, stateEn: seatWords[row.state].en });
  if (ctx.now.getTime() < row.startAt.getTime() - EARLY_MINUTES * 60_000) refuse('exams.practical_ahead', { at: sayTime(row.startAt) });
  await demandImpartial(ctx, row, [row]);
  const rubric = rubricOf(row.kind) ?? refuse('exams.seat_unknown');
  const fault = sheet.isAbsent ? null : faultOfSheet(rubric, sheet);
  if (fault) refuse('exams.rubric_items_wrong', { whyZh: fault.zh, whyEn: fault.en }, 'items');
  const { scorePercent, isPassed } = sheet.isAbsent ? { scorePercent: 0, isPassed: false } : judgeSheet(rubric, sheet);
  if (!isPassed && !sheet.isAbsent && sheet.words.trim() === '') refuse('exams.words_missing', {}, 'words');
  try {
    await store.insertSignOff(ctx.tx, ctx.cityId, {
      id: sheet.signOffId, seatId: row.id, examinerId: ctx.actor.personId, isAbsent: sheet.isAbsent, items: sheet.isAbsent ? [] : sheet.items, redLines: sheet.isAbsent ? [] : sheet.redLines, scorePercent, isPassed, words: sheet.words, contentHash, phoneAt: sheet.phoneAt ?? null, receivedAt: ctx.now,
    });
  } catch (error) {
    if (isConflict(error)) refuse('exams.sign_off_differs');
    throw error;
  }
  await store.endSeat(ctx.tx, ctx.cityId, row.id, sheet.isAbsent ? 'absent' : isPassed ? 'passed' : 'failed', ctx.now);
  if (isPassed) await settleCertificates(ctx, { workerId: row.workerId });
  else if (!sheet.isAbsent) await tellPerson(ctx, { personId: row.personId, template: 'practicalFailed', params: { title: rubric.title.zh, score: scorePercent, why: sheet.words } });
  return seatView(ctx, (await store.findSeat(ctx.tx, ctx.cityId, row.id))!);
};
