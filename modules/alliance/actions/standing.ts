import type { EventPayload, OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { tellPerson } from '../../accounts/index.ts';
import { isOpenStage, paperWords, warningDue } from '../rules/joining.ts';
import { addDeposit, findMerchant, setComplaintPhone as writeComplaintPhone } from '../store.ts';
import * as store from '../store/joining.ts';
import { dropServed, noteServed, serverOf } from '../store/served.ts';
import { gradeView } from './joining-views.ts';
import { advance, moveTo, settle } from './stages.ts';

type Alliance = typeof contract.alliance;
const DAY_MS = 86_400_000;

export const setGrade = async (ctx: Ctx, { merchantId, ...grade }: ParsedOf<Alliance['setGrade']>): Promise<OutputOf<Alliance['setGrade']>> => {
  const merchant = (await findMerchant(ctx.tx, ctx.cityId, merchantId)) ?? refuse('alliance.merchant_unknown');
  if (grade.issuedOn > cityDay(ctx.now) || grade.expiresOn <= grade.issuedOn) refuse('alliance.grade_dates_wrong', {}, 'expiresOn');
  await store.insertGrade(ctx.tx, ctx.cityId, { ...grade, id: ctx.newId('grd'), merchantId, byName: ctx.actor.name, at: ctx.now });
  await ctx.emit('alliance.changed', { subjectId: merchantId, personIds: [merchant.ownerPersonId], merchantId });
  return (await gradeView(ctx, merchantId))!;
};

export const setComplaintPhone = async (ctx: Ctx, { merchantId, complaintPhone }: ParsedOf<Alliance['setComplaintPhone']>): Promise<{ complaintPhone: string }> => {
  if (!holds(ctx.actor, 'operator') && !holds(ctx.actor, 'merchantOwner', merchantId)) refuse('alliance.merchant_unknown');
  if (await writeComplaintPhone(ctx.tx, ctx.cityId, merchantId, complaintPhone) === 0) refuse('alliance.merchant_unknown');
  await ctx.emit('alliance.changed', { subjectId: merchantId, personIds: [], merchantId });
  return { complaintPhone };
};

/** Payments told what a guarantee holds now. Paid whole: on to the training. */
export const noteDeposit = async (ctx: Ctx, { subjectId: merchantId, changeFen, missingFen, what }: EventPayload<'deposit.moved'>): Promise<void> => {
  const row = await store.lockJoiningOfMerchant(ctx.tx, ctx.cityId, merchantId);
  if (!row) return;
  await addDeposit(ctx.tx, ctx.cityId, merchantId, changeFen);
  if (what === 'returned') await store.updateJoining(ctx.tx, ctx.cityId, { ...row, depositReturnedAt: ctx.now, returnedFen: (row.returnedFen ?? 0) - changeFen });
  if (row.stage === 'depositDue' && what === 'taken' && missingFen === 0) return void await advance(ctx, await moveTo(ctx, row, 'training', '保证金已交足'));
  await settle(ctx, row.id);
};

/** An exam of the firm's owner was judged. Heard twice it counts once; passed before the training is over it is kept for then. */
export const noteExam = async (ctx: Ctx, { attemptId, merchantId, scorePercent, isPassed }: EventPayload<'exam.judged'>): Promise<void> => {
  const row = merchantId === null ? undefined : await store.lockJoiningOfMerchant(ctx.tx, ctx.cityId, merchantId);
  if (!row || await store.insertExamResult(ctx.tx, ctx.cityId, { attemptId, merchantId: row.merchantId!, scorePercent, isPassed, at: ctx.now }) === 0) return;
  const next = isPassed && row.examPassedAt === null ? { ...row, examPassedAt: ctx.now } : row;
  if (next !== row) await store.updateJoining(ctx.tx, ctx.cityId, next);
  await advance(ctx, next);
};

/** Every night: renewals that begin come into force; who is about to lose a paper is warned at 30, 7 and 1 days; who has lost it gets no new orders. */
export const lapsePapers = async (ctx: Ctx): Promise<void> => {
  const today = cityDay(ctx.now);
  for (const renewal of await store.renewalsBegun(ctx.tx, ctx.cityId, today)) {
    await store.lockJoining(ctx.tx, ctx.cityId, renewal.joiningId);
    await store.putInForce(ctx.tx, ctx.cityId, renewal, ctx.now);
    await settle(ctx, renewal.joiningId);
  }
  for (const paper of await store.papersEnding(ctx.tx, ctx.cityId, cityDay(new Date(ctx.now.getTime() + 30 * DAY_MS)))) {
    const row = (await store.lockJoining(ctx.tx, ctx.cityId, paper.joiningId))!;
    if (paper.validUntil! < today) {
      const { zh } = paperWords[paper.kind].name;
      await store.judgePaper(ctx.tx, ctx.cityId, { id: paper.id, state: 'lapsed', words: `${paper.validUntil} 到期`, by: null, byName: 'system', at: ctx.now });
      if (isOpenStage(row.stage)) await moveTo(ctx, { ...row, backTo: row.stage as 'trial' | 'active' }, 'suspended', `${zh}已过期`);
      else await settle(ctx, row.id);
      continue;
    }
    const days = warningDue(paper.validUntil!, today);
    if (days !== null && !paper.isFollowed && await store.insertWarning(ctx.tx, ctx.cityId, paper.id, days, ctx.now) > 0) {
      await tellPerson(ctx, { personId: row.personId, template: 'merchantPaperEnds', params: { firm: row.name, paper: paperWords[paper.kind].name.zh, days, date: paper.validUntil! } });
    }
  }
};

type OfOrder = { orderId: string; merchantId?: string | null | undefined };
const note = async (ctx: Ctx, { orderId, merchantId }: OfOrder, what: Parameters<typeof noteServed>[2]['what']): Promise<void> => { if (merchantId) await noteServed(ctx.tx, ctx.cityId, { orderId, merchantId, what, at: ctx.now }); };
export const noteAsked = (ctx: Ctx, event: OfOrder): Promise<void> => note(ctx, event, 'asked');
/** Given to one of its people: whoever had it before without serving it is not counted. */
export const noteAssigned = async (ctx: Ctx, event: OfOrder): Promise<void> => {
  await dropServed(ctx.tx, ctx.cityId, event.orderId, event.merchantId ?? null);
  await note(ctx, event, 'assigned');
};
export const noteAnswered = async (ctx: Ctx, event: OfOrder): Promise<void> => {
  await note(ctx, event, 'assigned');
  await note(ctx, event, 'answered');
};
export const noteFinished = (ctx: Ctx, event: OfOrder): Promise<void> => note(ctx, event, 'finished');
export const noteMissed = async (ctx: Ctx, event: EventPayload<'order.noShow'>): Promise<void> => { if (event.who === 'worker') await note(ctx, event, 'missed'); };
export const noteUpheld = async (ctx: Ctx, event: EventPayload<'complaint.judged'>): Promise<void> => {
  if (event.isUpheld) await note(ctx, { orderId: event.orderId, merchantId: (await serverOf(ctx.tx, ctx.cityId, event.orderId))?.merchantId ?? null }, 'upheld');
};
