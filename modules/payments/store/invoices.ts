import type { Bilingual } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { InvoiceState, PaidPart } from '../rules/invoices.ts';

export type InvoiceRow = {
  id: string; orderId: string; redOf: string | null; redOfNumber: string | null; refundId: string | null; titleKind: 'person' | 'company'; title: string; taxNo: string | null; itemName: string; amountFen: number; taxFen: number; rate: string; note: string; redFen: number;
  refundsCounted: string[]; state: InvoiceState; number: string | null; whyZh: string | null; whyEn: string | null; attempts: number; requestedBy: string; requestedAt: Date; issuedAt: Date | null; deliveredAt: Date | null; orderNo: string; itemNameZh: string; itemNameEn: string; householdId: string; customerId: string;
};
const columns = sql`i.id, i.order_id, i.red_of, r.number as red_of_number, i.refund_id, i.title_kind, i.title, i.tax_no, i.item_name, i.amount_fen, i.tax_fen, i.rate, i.note, i.red_fen, i.refunds_counted, i.state, i.number, i.why_zh, i.why_en, i.attempts, i.requested_by, i.requested_at, i.issued_at, i.delivered_at,
  o.no as order_no, o.item_name_zh, o.item_name_en, o.household_id, o.customer_id`;
const from = sql`payments.invoice i join orders."order" o on o.city_id = i.city_id and o.id = i.order_id left join payments.invoice r on r.city_id = i.city_id and r.id = i.red_of`;

export const findInvoice = (tx: Tx, cityId: string, id: string): Promise<InvoiceRow | undefined> => maybe(tx, sql`select ${columns} from ${from} where i.city_id = ${cityId} and i.id = ${id}`);
/** Locks the row until commit. */
export const lockInvoice = async (tx: Tx, cityId: string, id: string): Promise<InvoiceRow> => {
  await one(tx, sql`select id from payments.invoice where city_id = ${cityId} and id = ${id} for update`);
  return (await findInvoice(tx, cityId, id))!;
};
export const invoicesOfOrder = (tx: Tx, cityId: string, orderId: string): Promise<InvoiceRow[]> => many(tx, sql`select ${columns} from ${from} where i.city_id = ${cityId} and i.order_id = ${orderId} order by i.requested_at, i.id`);
/** Newest first, from after the invoice the cursor names. */
export const listInvoiceRows = (tx: Tx, cityId: string, { state, cursor, limit }: { state: string | undefined; cursor: string | undefined; limit: number }): Promise<InvoiceRow[]> => many(tx, sql`
  select ${columns} from ${from} where i.city_id = ${cityId} ${state === undefined ? sql`` : sql`and i.state = ${state}`}
    ${cursor === undefined ? sql`` : sql`and (i.requested_at, i.id) < (select c.requested_at, c.id from payments.invoice c where c.city_id = ${cityId} and c.id = ${cursor})`}
  order by i.requested_at desc, i.id desc limit ${limit}`);

export type NewInvoice = Pick<InvoiceRow, 'id' | 'orderId' | 'redOf' | 'refundId' | 'titleKind' | 'title' | 'taxNo' | 'itemName' | 'amountFen' | 'taxFen' | 'rate' | 'note' | 'refundsCounted' | 'requestedBy' | 'requestedAt'>;
/** False where the order has a live one, or the refund has its red letter. */
export const addInvoice = async (tx: Tx, cityId: string, i: NewInvoice): Promise<boolean> => (await run(tx, sql`
  insert into payments.invoice (city_id, id, order_id, red_of, refund_id, title_kind, title, tax_no, item_name, amount_fen, tax_fen, rate, note, refunds_counted, state, requested_by, requested_at)
  values (${cityId}, ${i.id}, ${i.orderId}, ${i.redOf}, ${i.refundId}, ${i.titleKind}, ${i.title}, ${i.taxNo}, ${i.itemName}, ${i.amountFen}, ${i.taxFen}, ${i.rate}, ${i.note}, ${i.refundsCounted}::text[], 'requested', ${i.requestedBy}, ${i.requestedAt})
  on conflict do nothing`)) > 0;
export const markIssued = (tx: Tx, cityId: string, id: string, { number, at, files }: { number: string; at: Date; files: { xml: string; pdf: string } | null }): Promise<number> => run(tx, sql`
  update payments.invoice set state = 'issued', number = ${number}, issued_at = ${at}, files = ${files === null ? null : JSON.stringify(files)}::jsonb, attempts = attempts + 1 where city_id = ${cityId} and id = ${id}`);
export const keepFiles = (tx: Tx, cityId: string, id: string, files: { xml: string; pdf: string }): Promise<number> => run(tx, sql`update payments.invoice set files = ${JSON.stringify(files)}::jsonb where city_id = ${cityId} and id = ${id} and files is null`);
export const filesOf = async (tx: Tx, cityId: string, id: string): Promise<{ xml: string; pdf: string } | null> => (await one<{ files: { xml: string; pdf: string } | null }>(tx, sql`select files from payments.invoice where city_id = ${cityId} and id = ${id}`)).files;
export const markDelivered = (tx: Tx, cityId: string, id: string, at: Date): Promise<number> => run(tx, sql`update payments.invoice set state = 'delivered', delivered_at = ${at} where city_id = ${cityId} and id = ${id} and state = 'issued'`);
export const markRefused = (tx: Tx, cityId: string, id: string, why: Bilingual): Promise<number> => run(tx, sql`update payments.invoice set state = 'refused', why_zh = ${why.zh}, why_en = ${why.en}, attempts = attempts + 1 where city_id = ${cityId} and id = ${id}`);
export const countTry = (tx: Tx, cityId: string, id: string): Promise<number> => run(tx, sql`update payments.invoice set attempts = attempts + 1 where city_id = ${cityId} and id = ${id}`);
/** A red letter was issued: the invoice has so much less; with nothing left it is over. */
export const takeBack = (tx: Tx, cityId: string, id: string, redFen: number): Promise<number> => run(tx, sql`
  update payments.invoice set red_fen = red_fen + ${redFen}, state = case when red_fen + ${redFen} = amount_fen then 'redLettered' else state end where city_id = ${cityId} and id = ${id}`);
/** Red letters of an invoice that are issued or on their way. */
export const redLettersOf = async (tx: Tx, cityId: string, id: string): Promise<{ amountFen: number; taxFen: number }> => one(tx, sql`
  select coalesce(sum(amount_fen), 0)::bigint as amount_fen, coalesce(sum(tax_fen), 0)::bigint as tax_fen from payments.invoice where city_id = ${cityId} and red_of = ${id} and state <> 'refused'`);

/** How an order was paid, with what of it goes back or went. */
export const paidPartsOf = (tx: Tx, cityId: string, orderId: string): Promise<PaidPart[]> => many(tx, sql`
  with part as (
    select 'rail' as kind, o.paid_fen - coalesce((select sum(t.amount_fen) from payments.tender t where t.city_id = o.city_id and t.order_id = o.id and t.state = 'held'), 0) as amount_fen from orders."order" o where o.city_id = ${cityId} and o.id = ${orderId}
    union all select kind, sum(amount_fen) from payments.tender where city_id = ${cityId} and order_id = ${orderId} and state = 'held' group by kind),
  back as (
    select coalesce(t.kind, 'rail') as kind, sum(r.amount_fen) as fen from payments.refund r left join payments.tender t on t.city_id = r.city_id and t.id = r.tender_id
    where r.city_id = ${cityId} and r.order_id = ${orderId} and r.status <> 'failed' and r.reason_key not in ('latePayment', 'paidTwice', 'outdatedPayment') group by 1)
  select part.kind, part.amount_fen::bigint, coalesce(back.fen, 0)::bigint as refunded_fen from part left join back on back.kind = part.kind where part.amount_fen > 0 order by part.kind <> 'rail', part.kind`);
/** A refund of the order with the way it took, and whether it counts against what was paid for. */
export const refundPart = (tx: Tx, cityId: string, refundId: string): Promise<{ orderId: string | null; kind: string; amountFen: number; reasonKey: string; status: string } | undefined> => maybe(tx, sql`
  select r.order_id, coalesce(t.kind, 'rail') as kind, r.amount_fen, r.reason_key, r.status from payments.refund r left join payments.tender t on t.city_id = r.city_id and t.id = r.tender_id where r.city_id = ${cityId} and r.id = ${refundId}`);
export const refundIdsOf = async (tx: Tx, cityId: string, orderId: string): Promise<string[]> => (await many<{ id: string }>(tx, sql`select id from payments.refund where city_id = ${cityId} and order_id = ${orderId} and status <> 'failed' order by id`)).map(({ id }) => id);
export const lastTitleOf = (tx: Tx, cityId: string, householdId: string): Promise<{ titleKind: 'person' | 'company'; title: string; taxNo: string | null } | undefined> => maybe(tx, sql`
  select i.title_kind, i.title, i.tax_no from payments.invoice i join orders."order" o on o.city_id = i.city_id and o.id = i.order_id where i.city_id = ${cityId} and o.household_id = ${householdId} and i.red_of is null order by i.requested_at desc limit 1`);

export type ReceiptRow = { id: string; no: string; kind: 'wage' | 'charge'; refId: string; partyName: string; amountFen: number; wordsZh: string; wordsEn: string; at: Date };
const receiptColumns = sql`id, no, kind, ref_id, party_name, amount_fen, words_zh, words_en, at`;
export const receiptOf = (tx: Tx, cityId: string, kind: string, refId: string): Promise<ReceiptRow | undefined> => maybe(tx, sql`select ${receiptColumns} from payments.receipt where city_id = ${cityId} and kind = ${kind} and ref_id = ${refId}`);
/** The next number of a year; its row stays locked until commit, so no number is ever left out. */
export const nextReceiptNo = async (tx: Tx, cityId: string, year: string): Promise<number> => (await one<{ lastNo: number }>(tx, sql`
  insert into payments.receipt_year (city_id, year, last_no) values (${cityId}, ${year}, 1) on conflict (city_id, year) do update set last_no = payments.receipt_year.last_no + 1 returning last_no`)).lastNo;
export const addReceipt = (tx: Tx, cityId: string, r: ReceiptRow): Promise<number> => run(tx, sql`
  insert into payments.receipt (city_id, id, no, kind, ref_id, party_name, amount_fen, words_zh, words_en, at) values (${cityId}, ${r.id}, ${r.no}, ${r.kind}, ${r.refId}, ${r.partyName}, ${r.amountFen}, ${r.wordsZh}, ${r.wordsEn}, ${r.at})`);
export const listReceiptRows = (tx: Tx, cityId: string, { kind, cursor, limit }: { kind: string | undefined; cursor: string | undefined; limit: number }): Promise<ReceiptRow[]> => many(tx, sql`
  select ${receiptColumns} from payments.receipt where city_id = ${cityId} ${kind === undefined ? sql`` : sql`and kind = ${kind}`} ${cursor === undefined ? sql`` : sql`and no < (select c.no from payments.receipt c where c.city_id = ${cityId} and c.id = ${cursor})`} order by no desc limit ${limit}`);
