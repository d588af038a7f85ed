import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';

export type PaymentRow = {
  id: string; orderId: string | null; chargeId: string | null; provider: string; tradeNo: string; amountFen: number; status: 'created' | 'paid' | 'closed' | 'failed';
  providerTradeNo: string | null; providerTransactionNo: string | null; scene: 'jsapi' | 'h5' | 'native' | 'page' | 'app' | 'precreate'; cashierPath: string | null; codeUrl: string | null; clientParams: Record<string, string> | null; createdAt: Date; expiresAt: Date; paidAt: Date | null; payerId: string;
};

const columns = sql`id, order_id, charge_id, provider, trade_no, amount_fen, status, provider_trade_no, provider_transaction_no, scene, cashier_path, code_url, client_params, created_at, expires_at, paid_at, payer_id`;

export const findPayment = (tx: Tx, cityId: string, paymentId: string): Promise<PaymentRow | undefined> =>
  maybe(tx, sql`select ${columns} from payments.payment where city_id = ${cityId} and id = ${paymentId}`);

/** With the row locked until commit. Lock the order first: everything here takes order, then payment, then accounts. */
export const lockPayment = (tx: Tx, cityId: string, paymentId: string): Promise<PaymentRow> =>
  one(tx, sql`select ${columns} from payments.payment where city_id = ${cityId} and id = ${paymentId} for update`);

export const paymentOfTrade = (tx: Tx, cityId: string, tradeNo: string): Promise<PaymentRow | undefined> =>
  maybe(tx, sql`select ${columns} from payments.payment where city_id = ${cityId} and trade_no = ${tradeNo}`);

/** The payment whose money is the order's: late and double ones, which go back whole, are left out. */
export const payingPayment = (tx: Tx, cityId: string, orderId: string): Promise<PaymentRow | undefined> =>
  maybe(tx, sql`
    select ${columns} from payments.payment p where city_id = ${cityId} and order_id = ${orderId} and status = 'paid'
      and not exists (select 1 from payments.refund r where r.city_id = p.city_id and r.payment_id = p.id and r.reason_key in ('latePayment', 'paidTwice', 'outdatedPayment'))`);

/** The same for a charge. */
export const payingPaymentOfCharge = (tx: Tx, cityId: string, chargeId: string): Promise<PaymentRow | undefined> =>
  maybe(tx, sql`
    select ${columns} from payments.payment p where city_id = ${cityId} and charge_id = ${chargeId} and status = 'paid'
      and not exists (select 1 from payments.refund r where r.city_id = p.city_id and r.payment_id = p.id and r.reason_key in ('latePayment', 'paidTwice', 'outdatedPayment'))`);

export const paymentsOfCharge = (tx: Tx, cityId: string, chargeId: string): Promise<PaymentRow[]> =>
  many(tx, sql`select ${columns} from payments.payment where city_id = ${cityId} and charge_id = ${chargeId} order by created_at, id`);

export const paymentsOfOrder = (tx: Tx, cityId: string, orderId: string): Promise<PaymentRow[]> =>
  many(tx, sql`select ${columns} from payments.payment where city_id = ${cityId} and order_id = ${orderId} order by created_at, id`);

export const addPayment = (tx: Tx, cityId: string, payment: Omit<PaymentRow, 'providerTransactionNo' | 'paidAt'>): Promise<number> =>
  run(tx, sql`
    insert into payments.payment (city_id, id, order_id, charge_id, provider, trade_no, amount_fen, status, provider_trade_no, scene, cashier_path, code_url, client_params, created_at, expires_at, payer_id)
    values (${cityId}, ${payment.id}, ${payment.orderId}, ${payment.chargeId}, ${payment.provider}, ${payment.tradeNo}, ${payment.amountFen}, ${payment.status}, ${payment.providerTradeNo}, ${payment.scene}, ${payment.cashierPath}, ${payment.codeUrl},
      ${payment.clientParams === null ? null : JSON.stringify(payment.clientParams)}::jsonb,
      ${payment.createdAt}, ${payment.expiresAt}, ${payment.payerId})`);

export const markPaid = (tx: Tx, cityId: string, paymentId: string, paidAt: Date, providerTransactionNo: string | null): Promise<number> =>
  run(tx, sql`
    update payments.payment set status = 'paid', paid_at = ${paidAt}, provider_transaction_no = ${providerTransactionNo}
    where city_id = ${cityId} and id = ${paymentId}`);

export const markClosed = (tx: Tx, cityId: string, paymentId: string): Promise<number> =>
  run(tx, sql`update payments.payment set status = 'closed' where city_id = ${cityId} and id = ${paymentId} and status = 'created'`);

/** Payments that have been open for a while, oldest first. */
export const paymentsToAsk = (tx: Tx, cityId: string, { openSince, limit }: { openSince: Date; limit: number }): Promise<{ id: string }[]> =>
  many(tx, sql`select id from payments.payment where city_id = ${cityId} and status = 'created' and created_at <= ${openSince} order by created_at limit ${limit}`);

export type ListedPayment = PaymentRow & { orderNo: string; refundedFen: number };

/** Newest first, from after the payment the cursor names. */
export const listPaymentRows = (tx: Tx, cityId: string, { status, before, limit }: { status: string | undefined; before: { createdAt: Date; id: string } | null; limit: number }): Promise<ListedPayment[]> =>
  many(tx, sql`
    select p.id, p.order_id, p.charge_id, p.provider, p.trade_no, p.amount_fen, p.status, p.provider_trade_no, p.provider_transaction_no, p.scene, p.cashier_path, p.code_url, p.client_params, p.created_at, p.expires_at, p.paid_at, p.payer_id, coalesce(o.no, c.no, '') as order_no,
      coalesce((select sum(r.amount_fen) from payments.refund r where r.city_id = p.city_id and r.payment_id = p.id and r.status = 'succeeded'), 0)::bigint as refunded_fen
    from payments.payment p left join orders."order" o on o.city_id = p.city_id and o.id = p.order_id left join payments.charge c on c.city_id = p.city_id and c.id = p.charge_id
    where p.city_id = ${cityId} and (o.id is not null or c.id is not null)
      ${status === undefined ? sql`` : sql`and p.status = ${status}`}
      ${before === null ? sql`` : sql`and (p.created_at, p.id) < (${before.createdAt}::timestamptz, ${before.id})`}
    order by p.created_at desc, p.id desc limit ${limit}`);

/** Payments of another system, paid and over; one whose trade number is known stays as it is. */
export const addPaidPayments = (tx: Tx, cityId: string, rail: string, rows: readonly { tradeNo: string; amountFen: number; paidAt: Date }[]): Promise<number> => run(tx, sql`
  insert into payments.payment (city_id, id, order_id, provider, trade_no, amount_fen, status, created_at, expires_at, paid_at, payer_id)
  select ${cityId}, 'pay_' || p.trade_no, 'import_' || p.trade_no, ${rail}, p.trade_no, p.amount_fen, 'paid', p.paid_at, p.paid_at, p.paid_at, 'import'
  from jsonb_to_recordset(${JSON.stringify(rows.map((row) => ({ trade_no: row.tradeNo, amount_fen: row.amountFen, paid_at: row.paidAt })))}::jsonb) as p(trade_no text, amount_fen bigint, paid_at timestamptz) on conflict do nothing`);
