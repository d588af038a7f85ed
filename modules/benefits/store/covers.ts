import type { Bilingual } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Product } from '../rules/insurance.ts';

export const productRows = async (tx: Tx, cityId: string): Promise<Product[]> => (await many<{ product: Product }>(tx, sql`select product from benefits.insurance_product where city_id = ${cityId} order by id`)).map(({ product }) => product);
export const saveProduct = (tx: Tx, cityId: string, product: Product, at: Date, by: string): Promise<number> => run(tx, sql`
  insert into benefits.insurance_product (city_id, id, product, changed_at, changed_by) values (${cityId}, ${product.productId}, ${JSON.stringify(product)}::jsonb, ${at}, ${by})
  on conflict (city_id, id) do update set product = excluded.product, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);

export type Amendment = { at: string; words: Bilingual };
export type CoverRow = {
  id: string; orderId: string; product: Product; householdId: string; policyNo: string | null; workerId: string | null; workerName: string | null; startsAt: Date; endsAt: Date; premiumFen: number; isWanted: boolean; state: 'requested' | 'active' | 'voided' | 'refused';
  voidZh: string; voidEn: string; whyZh: string | null; whyEn: string | null; amendments: Amendment[]; version: number; attempts: number; requestedAt: Date; issuedAt: Date | null; endedAt: Date | null;
};
const columns = sql`id, order_id, product, household_id, policy_no, worker_id, worker_name, starts_at, ends_at, premium_fen, is_wanted, state, void_zh, void_en, why_zh, why_en, amendments, version, attempts, requested_at, issued_at, ended_at`;
/** False where the order has one already. */
export const addCover = async (tx: Tx, cityId: string, c: Pick<CoverRow, 'id' | 'orderId' | 'product' | 'householdId' | 'workerId' | 'workerName' | 'startsAt' | 'endsAt' | 'premiumFen' | 'requestedAt'>): Promise<boolean> => (await run(tx, sql`
  insert into benefits.cover (city_id, id, order_id, product, household_id, worker_id, worker_name, starts_at, ends_at, premium_fen, state, requested_at)
  values (${cityId}, ${c.id}, ${c.orderId}, ${JSON.stringify(c.product)}::jsonb, ${c.householdId}, ${c.workerId}, ${c.workerName}, ${c.startsAt}, ${c.endsAt}, ${c.premiumFen}, 'requested', ${c.requestedAt}) on conflict do nothing`)) > 0;
export const coverOf = (tx: Tx, cityId: string, orderId: string): Promise<CoverRow | undefined> => maybe(tx, sql`select ${columns} from benefits.cover where city_id = ${cityId} and order_id = ${orderId}`);
export const findCover = (tx: Tx, cityId: string, id: string): Promise<CoverRow | undefined> => maybe(tx, sql`select ${columns} from benefits.cover where city_id = ${cityId} and id = ${id}`);
export const lockCover = (tx: Tx, cityId: string, id: string): Promise<CoverRow> => one(tx, sql`select ${columns} from benefits.cover where city_id = ${cityId} and id = ${id} for update`);
/** Newest first, from after the cover the cursor names. `over`: active ones whose time has passed. */
export const listCoverRows = (tx: Tx, cityId: string, { state, now, cursor, limit }: { state: string | undefined; now: Date; cursor: string | undefined; limit: number }): Promise<CoverRow[]> => many(tx, sql`
  select ${columns} from benefits.cover v where city_id = ${cityId}
    ${state === undefined ? sql`` : state === 'over' ? sql`and state = 'active' and ends_at <= ${now}` : state === 'active' ? sql`and state = 'active' and ends_at > ${now}` : sql`and state = ${state}`}
    ${cursor === undefined ? sql`` : sql`and (requested_at, id) < (select c.requested_at, c.id from benefits.cover c where c.city_id = ${cityId} and c.id = ${cursor})`}
  order by requested_at desc, id desc limit ${limit}`);
export const markWanted = (tx: Tx, cityId: string, id: string, isWanted: boolean, why: Bilingual): Promise<number> => run(tx, sql`update benefits.cover set is_wanted = ${isWanted}, void_zh = ${why.zh}, void_en = ${why.en} where city_id = ${cityId} and id = ${id}`);
export const markIssued = (tx: Tx, cityId: string, id: string, policyNo: string, at: Date, insured: Pick<CoverRow, 'workerId' | 'workerName' | 'startsAt' | 'endsAt'>): Promise<number> => run(tx, sql`
  update benefits.cover set state = 'active', policy_no = ${policyNo}, issued_at = ${at}, worker_id = ${insured.workerId}, worker_name = ${insured.workerName}, starts_at = ${insured.startsAt}, ends_at = ${insured.endsAt}, attempts = 0 where city_id = ${cityId} and id = ${id}`);
export const markAmended = (tx: Tx, cityId: string, id: string, insured: Pick<CoverRow, 'workerId' | 'workerName' | 'startsAt' | 'endsAt'>, amendment: Amendment): Promise<number> => run(tx, sql`
  update benefits.cover set worker_id = ${insured.workerId}, worker_name = ${insured.workerName}, starts_at = ${insured.startsAt}, ends_at = ${insured.endsAt}, version = version + 1, attempts = 0, amendments = amendments || ${JSON.stringify([amendment])}::jsonb where city_id = ${cityId} and id = ${id}`);
export const markEnded = (tx: Tx, cityId: string, id: string, state: 'voided' | 'refused', at: Date, why: Bilingual | null): Promise<number> => run(tx, sql`
  update benefits.cover set state = ${state}, ended_at = ${at}, why_zh = ${why?.zh ?? null}, why_en = ${why?.en ?? null} where city_id = ${cityId} and id = ${id}`);
export const countTry = (tx: Tx, cityId: string, id: string): Promise<number> => run(tx, sql`update benefits.cover set attempts = attempts + 1 where city_id = ${cityId} and id = ${id}`);
