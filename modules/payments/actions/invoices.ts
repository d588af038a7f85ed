import { deskRoles, type Bilingual, type OutputOf, type ParsedOf, type Role, type contract } from '@linli/contract';
import type { InvoiceAnswer } from '../../../gateways/invoice.ts';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { demandPlainName, householdOf, tellPerson } from '../../accounts/index.ts';
import { licenceChecksum } from '../../alliance/index.ts';
import { lockOrder, type OrderFacts } from '../../orders/index.ts';
import { nextTryAt } from '../rules/attempts.ts';
import { invoiceableFen, invoiceStateWords, isOwnMoney, redTaxFen, sayInvoice, sayParts, taxOf } from '../rules/invoices.ts';
import { dayOf } from '../rules/statement.ts';
import * as store from '../store/invoices.ts';
import { raiseAlarm } from './alarm.ts';
import { orderForActor } from './view.ts';

type Payments = typeof contract.payments;
type Invoice = OutputOf<Payments['requestInvoice']>;
const done: readonly string[] = ['confirmed', 'settled'];
const readers: readonly Role[] = [...deskRoles, 'finance', 'auditor'];

const invoiceView = (row: store.InvoiceRow): Invoice => ({
  invoiceId: row.id, orderId: row.orderId, orderNo: row.orderNo, itemName: { zh: row.itemNameZh, en: row.itemNameEn }, titleKind: row.titleKind, title: row.title, taxNo: row.taxNo, amountFen: row.redOf === null ? row.amountFen : -row.amountFen, taxFen: row.redOf === null ? row.taxFen : 0 - row.taxFen, rate: row.rate,
  redFen: row.redFen, state: row.state, stateWords: invoiceStateWords[row.state], number: row.number, requestedAt: row.requestedAt.toISOString(), issuedAt: row.issuedAt?.toISOString() ?? null, deliveredAt: row.deliveredAt?.toISOString() ?? null,
  why: row.whyZh === null ? null : { zh: row.whyZh, en: row.whyEn ?? row.whyZh }, redOf: row.redOfNumber, words: sayInvoice({ ...row, isRed: row.redOf !== null }),
});

/** What an order's invoice would say now. Red letters of it that stand need no counting: with a live invoice no other is made. */
async function judge(ctx: Ctx, order: OrderFacts): Promise<{ amountFen: number; taxFen: number; rate: string; note: string; parts: { label: Bilingual; amountFen: number }[] }> {
  const parts = await store.paidPartsOf(ctx.tx, ctx.cityId, order.id);
  const amountFen = Math.max(0, invoiceableFen(parts));
  return { amountFen, ...taxOf(order.family, dayOf(ctx.now), amountFen), parts: sayParts(parts) };
}

/** Refuses `orders.order_unknown`. */
export async function invoiceOfOrder(ctx: Ctx, { orderId }: { orderId: string }): Promise<OutputOf<Payments['invoiceOfOrder']>> {
  const order = await orderForActor(ctx, orderId);
  const rows = await store.invoicesOfOrder(ctx.tx, ctx.cityId, orderId), { note: _, ...asked } = await judge(ctx, order);
  const hasLive = rows.some((row) => row.redOf === null && (row.state === 'requested' || row.state === 'issued' || row.state === 'delivered'));
  const why: Bilingual | null = ctx.gateways.invoice.seller === null ? { zh: '这里还没有开通电子发票', en: 'E-invoices are not offered here yet' } : hasLive ? { zh: '这张订单已开过发票', en: 'This order has its invoice' }
    : !done.includes(order.status) ? { zh: '服务完成并确认后可以开票', en: 'Possible once the visit is done and confirmed' } : asked.amountFen === 0 ? { zh: '没有可以开票的金额', en: 'There is nothing to invoice' } : null;
  return { canRequest: why === null, why, ...asked, items: rows.map(invoiceView), lastTitle: (await store.lastTitleOf(ctx.tx, ctx.cityId, order.householdId)) ?? null };
}

const isTaxNumber = (number: string): boolean => /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(number) && licenceChecksum(number.slice(0, 17)) === number[17];

/**
 * Asks for the invoice of a finished order; the tax service is told by a timer, so that its trouble is nobody's wait. Refuses `payments.invoice_closed`,
 * `payments.invoice_too_early`, `payments.invoice_nothing`, `payments.invoice_twice`, `payments.tax_number_missing`, `payments.tax_number_wrong`.
 */
export async function requestInvoice(ctx: Ctx, { orderId, titleKind, title, taxNo }: ParsedOf<Payments['requestInvoice']>): Promise<Invoice> {
  await orderForActor(ctx, orderId, [...deskRoles, 'finance', 'stationStaff']);
  if (ctx.gateways.invoice.seller === null) refuse('payments.invoice_closed');
  if (titleKind === 'company' && !taxNo) refuse('payments.tax_number_missing', {}, 'taxNo');
  if (taxNo && !isTaxNumber(taxNo)) refuse('payments.tax_number_wrong', {}, 'taxNo');
  const order = await lockOrder(ctx, orderId);
  if (!done.includes(order.status)) refuse('payments.invoice_too_early');
  const { amountFen, taxFen, rate, note } = await judge(ctx, order);
  if (amountFen === 0) refuse('payments.invoice_nothing');
  const id = ctx.newId('inv');
  const isNew = await store.addInvoice(ctx.tx, ctx.cityId, {
    id, orderId, redOf: null, refundId: null, titleKind, title: demandPlainName(title, 'title'), taxNo: taxNo || null, itemName: order.itemNameZh, amountFen, taxFen, rate, note: note === '' ? `订单 ${order.no}` : `订单 ${order.no}；${note}`,
    refundsCounted: await store.refundIdsOf(ctx.tx, ctx.cityId, orderId), requestedBy: ctx.actor.name, requestedAt: ctx.now,
  });
  if (!isNew) refuse('payments.invoice_twice');
  await ctx.schedule({ name: 'payments.sendInvoice', key: id, at: ctx.now, payload: { invoiceId: id } });
  return invoiceView((await store.findInvoice(ctx.tx, ctx.cityId, id))!);
}

/** Asks the tax service, again and again under the same number until it says yes or no. A red letter waits for the invoice it takes back. */
export async function sendInvoice(ctx: Ctx, { invoiceId }: { invoiceId: string }): Promise<void> {
  const { tx, cityId, now } = ctx;
  const seen = await store.findInvoice(tx, cityId, invoiceId);
  if (!seen || seen.state !== 'requested') return;
  const again = (): Promise<void> => ctx.schedule({ name: 'payments.sendInvoice', key: invoiceId, at: nextTryAt(seen.attempts + 1, now), payload: { invoiceId } });
  const original = seen.redOf === null ? null : (await store.findInvoice(tx, cityId, seen.redOf))!;
  if (original && original.state === 'requested') { await store.countTry(tx, cityId, invoiceId); return again(); }
  const answer = original?.state === 'refused' ? { state: 'refused' as const, why: { zh: '原发票没有开成', en: 'The invoice was never issued' } } : await ask(ctx, seen, original?.number ?? null);
  const invoice = await store.lockInvoice(tx, cityId, invoiceId);
  if (invoice.state !== 'requested') return;
  if (answer === null || answer.state === 'processing') { await store.countTry(tx, cityId, invoiceId); return again(); }
  if (answer.state === 'refused') {
    await store.markRefused(tx, cityId, invoiceId, answer.why);
    if (original) await raiseAlarm(ctx, { provider: 'invoice', notifyId: invoiceId, tradeNo: original.number ?? '', kind: 'invoice', reason: 'redLetterRefused', body: answer.why.zh });
    else await tellPerson(ctx, { personId: invoice.customerId, template: 'invoiceRefused', params: { item: invoice.itemNameZh, why: answer.why.zh } });
    return;
  }
  await store.markIssued(tx, cityId, invoiceId, { number: answer.number, at: answer.issuedAt > now ? now : answer.issuedAt, files: null });
  if (original) {
    await store.lockInvoice(tx, cityId, original.id);
    await store.takeBack(tx, cityId, original.id, invoice.amountFen);
  }
  await ctx.schedule({ name: 'payments.deliverInvoice', key: invoiceId, at: now, payload: { invoiceId, tries: 0 } });
}

async function ask(ctx: Ctx, row: store.InvoiceRow, redOfNumber: string | null): Promise<InvoiceAnswer | null> {
  const { invoice } = ctx.gateways;
  const wish = { requestNo: row.id, title: row.title, taxNo: row.taxNo, itemName: row.itemName, amountFen: row.amountFen, taxFen: row.taxFen, rate: row.rate, note: row.note, redOf: redOfNumber === null ? null : { number: redOfNumber, reason: row.note } };
  try { return (row.attempts > 0 ? await invoice.query(row.id) : null) ?? (await invoice.issue(wish)); } catch { return null; }
}

/** Fetches the files, keeps them, and tells the family. */
export async function deliverInvoice(ctx: Ctx, { invoiceId, tries }: { invoiceId: string; tries: number }): Promise<void> {
  const { tx, cityId, now } = ctx;
  const seen = await store.findInvoice(tx, cityId, invoiceId);
  if (!seen?.number || seen.deliveredAt !== null) return;
  const files = await ctx.gateways.invoice.files(seen.number).catch(() => null);
  if (files === null) return ctx.schedule({ name: 'payments.deliverInvoice', key: invoiceId, at: nextTryAt(tries + 1, now), payload: { invoiceId, tries: tries + 1 } });
  const invoice = await store.lockInvoice(tx, cityId, invoiceId);
  if (invoice.deliveredAt !== null) return;
  await store.keepFiles(tx, cityId, invoiceId, { xml: files.xml.toString('base64'), pdf: files.pdf.toString('base64') });
  await store.markDelivered(tx, cityId, invoiceId, now);
  await tellPerson(ctx, { personId: invoice.customerId, template: invoice.redOf === null ? 'invoiceReady' : 'redLetterReady', params: { item: invoice.itemNameZh, amount: (invoice.amountFen / 100).toFixed(2), number: seen.number } });
}

/** Adds the red letter that takes `amountFen` of an invoice back, at most what is left of it. */
async function addRedLetter(ctx: Ctx, invoice: store.InvoiceRow, { refundId, amountFen, note, by }: { refundId: string | null; amountFen: number; note: string; by: string }): Promise<void> {
  const taken = await store.redLettersOf(ctx.tx, ctx.cityId, invoice.id);
  const redFen = Math.min(amountFen, invoice.amountFen - taken.amountFen);
  if (redFen <= 0) return;
  const id = ctx.newId('inv');
  const isNew = await store.addInvoice(ctx.tx, ctx.cityId, {
    id, orderId: invoice.orderId, redOf: invoice.id, refundId, titleKind: invoice.titleKind, title: invoice.title, taxNo: invoice.taxNo, itemName: invoice.itemName, amountFen: redFen, rate: invoice.rate, note, refundsCounted: [], requestedBy: by, requestedAt: ctx.now,
    taxFen: redTaxFen({ amountFen: invoice.amountFen, taxFen: invoice.taxFen, redFen: taken.amountFen, redTaxTakenFen: taken.taxFen }, redFen),
  });
  if (isNew) await ctx.schedule({ name: 'payments.sendInvoice', key: id, at: ctx.now, payload: { invoiceId: id } });
}

/** Reaction to a refund: money of the family's own that went back after its invoice was asked for takes that part of the invoice back, once. */
export async function redLetterRefund(ctx: Ctx, { orderId, refundId }: { orderId: string; refundId: string }): Promise<void> {
  const { tx, cityId } = ctx;
  const part = await store.refundPart(tx, cityId, refundId);
  if (!part || !isOwnMoney(part.kind) || besides.includes(part.reasonKey)) return;
  await lockOrder(ctx, orderId);
  const live = (await store.invoicesOfOrder(tx, cityId, orderId)).find((row) => row.redOf === null && (row.state === 'requested' || row.state === 'issued' || row.state === 'delivered'));
  if (!live || live.refundsCounted.includes(refundId)) return;
  await addRedLetter(ctx, await store.lockInvoice(tx, cityId, live.id), { refundId, amountFen: part.amountFen, note: '退款', by: 'refund' });
}
const besides: readonly string[] = ['latePayment', 'paidTwice', 'outdatedPayment'];

/** Takes an invoice back wholly. Refuses `payments.invoice_unknown`, `payments.invoice_not_issued`, `payments.invoice_over`. */
export async function redLetterInvoice(ctx: Ctx, { invoiceId, reason }: ParsedOf<Payments['redLetterInvoice']>): Promise<Invoice> {
  const { tx, cityId } = ctx;
  const found = (await store.findInvoice(tx, cityId, invoiceId)) ?? refuse('payments.invoice_unknown');
  await lockOrder(ctx, found.orderId);
  const invoice = await store.lockInvoice(tx, cityId, invoiceId);
  if (invoice.redOf !== null || invoice.state === 'redLettered') refuse('payments.invoice_over');
  if (invoice.number === null) refuse('payments.invoice_not_issued');
  if ((await store.redLettersOf(tx, cityId, invoiceId)).amountFen === invoice.amountFen) refuse('payments.invoice_over');
  await addRedLetter(ctx, invoice, { refundId: null, amountFen: invoice.amountFen, note: reason, by: ctx.actor.name });
  return invoiceView(invoice);
}

export async function listInvoices(ctx: Ctx, { state, cursor, limit }: ParsedOf<Payments['listInvoices']>): Promise<OutputOf<Payments['listInvoices']>> {
  const rows = await store.listInvoiceRows(ctx.tx, ctx.cityId, { state, cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  return { items: page.map(invoiceView), nextCursor: rows.length > limit ? page.at(-1)!.id : null };
}

/** The file as it was issued. Foreign invoices answer like unknown ones. Refuses `payments.invoice_unknown`, `payments.invoice_not_issued`. */
export async function invoiceFile(ctx: Ctx, { invoiceId, kind }: ParsedOf<Payments['invoiceFile']>): Promise<OutputOf<Payments['invoiceFile']>> {
  const invoice = await store.findInvoice(ctx.tx, ctx.cityId, invoiceId);
  const isMine = invoice && (holds(ctx.actor, readers) || (ctx.actor.personId !== null && (await householdOf(ctx, ctx.actor.personId)) === invoice.householdId));
  if (!invoice || !isMine) return refuse('payments.invoice_unknown');
  const files = await store.filesOf(ctx.tx, ctx.cityId, invoiceId) ?? refuse('payments.invoice_not_issued');
  return { fileName: `发票-${invoice.number}.${kind}`, contentType: kind === 'xml' ? 'application/xml' : 'application/pdf', base64: files[kind], rowCount: 1 };
}
