import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { writePdf } from '../../../kernel/pdf.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { personBriefs } from '../../accounts/index.ts';
import { workersOf } from '../../workers/index.ts';
import { dayOf, momentOf } from '../rules/statement.ts';
import { railWords, yuan } from '../rules/words.ts';
import * as store from '../store/invoices.ts';
import { findPayout } from '../store/payouts.ts';
import { chargeForActor } from './charges.ts';

type Payments = typeof contract.payments;
type About = Pick<store.ReceiptRow, 'partyName' | 'amountFen' | 'wordsZh' | 'wordsEn' | 'at'>;

/**
 * The numbered receipt of something that was paid and is no sale: a wage that arrived, money taken for stored value, a deposit. Made at the first
 * asking, the same ever after. Refuses `payments.receipt_not_yet`, also for what is not the asker's.
 */
export async function makeReceipt(ctx: Ctx, { kind, refId }: ParsedOf<Payments['makeReceipt']>): Promise<OutputOf<Payments['makeReceipt']>> {
  const { tx, cityId } = ctx;
  const about = kind === 'wage' ? await wageOf(ctx, refId) : await chargeOf(ctx, refId);
  await lockFor(tx, `receipt:${cityId}:${kind}:${refId}`);
  const earlier = await store.receiptOf(tx, cityId, kind, refId);
  if (earlier) return { ...receiptView(earlier), file: fileOf(earlier) };
  const year = dayOf(ctx.now).slice(0, 4);
  const receipt: store.ReceiptRow = { id: ctx.newId('rct'), no: `SJ${year}-${String(await store.nextReceiptNo(tx, cityId, year)).padStart(6, '0')}`, kind, refId, ...about };
  await store.addReceipt(tx, cityId, receipt);
  return { ...receiptView(receipt), file: fileOf(receipt) };
}

async function wageOf(ctx: Ctx, payoutId: string): Promise<About> {
  const payout = (await findPayout(ctx.tx, ctx.cityId, payoutId)) ?? refuse('payments.receipt_not_yet');
  const isOwn = payout.partyKind === 'merchant' ? holds(ctx.actor, 'merchantOwner', payout.partyId) : (await workersOf(ctx, [payout.partyId])).get(payout.partyId)?.personId === ctx.actor.personId;
  if (!isOwn && !holds(ctx.actor, ['finance', 'operator'])) refuse('payments.receipt_not_yet');
  if (payout.state !== 'arrived') refuse('payments.receipt_not_yet');
  const tax = payout.taxFen > 0 ? { zh: `，应发 ${yuan(payout.grossFen)}，代扣个税 ${yuan(payout.taxFen)}`, en: `, ${yuan(payout.grossFen)} before ${yuan(payout.taxFen)} of income tax` } : { zh: '', en: '' };
  const rail = railWords(payout.rail);
  return { partyName: payout.partyName, amountFen: payout.netFen, wordsZh: `服务报酬，${rail.zh}打款 ${payout.transferNo}${tax.zh}`, wordsEn: `Pay for services, by ${rail.en} ${payout.transferNo}${tax.en}`, at: payout.endedAt ?? payout.createdAt };
}

async function chargeOf(ctx: Ctx, chargeId: string): Promise<About> {
  const charge = await chargeForActor(ctx, chargeId);
  if (charge.status !== 'paid' || charge.paidAt === null) return refuse('payments.receipt_not_yet');
  return { partyName: (await personBriefs(ctx, [charge.payerId])).get(charge.payerId)?.name ?? charge.payerId, amountFen: charge.amountFen, wordsZh: `${charge.wordsZh}，收款编号 ${charge.no}`, wordsEn: `${charge.wordsEn}, charge ${charge.no}`, at: charge.paidAt };
}

const receiptView = (row: store.ReceiptRow): OutputOf<Payments['listReceipts']>['items'][number] => ({ receiptId: row.id, no: row.no, kind: row.kind, refId: row.refId, partyName: row.partyName, amountFen: row.amountFen, words: { zh: row.wordsZh, en: row.wordsEn }, at: row.at.toISOString() });

const fileOf = (row: store.ReceiptRow): OutputOf<Payments['exportBalances']> => ({
  fileName: `收据-${row.no}.pdf`, contentType: 'application/pdf', rowCount: 1,
  base64: writePdf({
    title: `收据 ${row.no}`, rules: [{ from: [36, 330], to: [559, 330] }, { from: [36, 150], to: [559, 150] }],
    lines: [
      { x: 270, y: 375, size: 20, text: '收　据' }, { x: 400, y: 345, text: `编号：${row.no}` }, { x: 40, y: 345, text: momentOf(row.at) }, { x: 40, y: 290, size: 12, text: `${row.kind === 'wage' ? '付给' : '今收到'}：${row.partyName}` }, { x: 40, y: 250, size: 14, text: `金额：${yuan(row.amountFen)}` },
      { x: 40, y: 210, text: `事由：${row.wordsZh}` }, { x: 40, y: 190, size: 8, text: row.wordsEn }, { x: 40, y: 120, size: 8, text: '本收据只证明收付，不是发票，不能抵扣税款。' },
    ],
  }).toString('base64'),
});

export async function listReceipts(ctx: Ctx, { kind, cursor, limit }: ParsedOf<Payments['listReceipts']>): Promise<OutputOf<Payments['listReceipts']>> {
  const rows = await store.listReceiptRows(ctx.tx, ctx.cityId, { kind, cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  return { items: page.map(receiptView), nextCursor: rows.length > limit ? page.at(-1)!.id : null };
}
