import type { Bilingual, TenderKind } from '@linli/contract';
import { many, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Account } from '../rules/postings.ts';

export type TenderRow = { id: string; orderId: string; kind: TenderKind; refId: string; from: Account; amountFen: number; returnedFen: number; wordsZh: string; wordsEn: string; createdAt: Date };

type Stored = Omit<TenderRow, 'from'> & { account: string; accountKind: Account['kind']; partyKind: NonNullable<Account['party']>['kind'] | null; partyId: string | null; nameZh: string; nameEn: string };

export const addTenderRow = (tx: Tx, cityId: string, t: { id: string; orderId: string; kind: TenderKind; refId: string; account: string; amountFen: number; words: Bilingual; at: Date }): Promise<number> => run(tx, sql`
  insert into payments.tender (city_id, id, order_id, kind, ref_id, account, amount_fen, words_zh, words_en, state, created_at)
  values (${cityId}, ${t.id}, ${t.orderId}, ${t.kind}, ${t.refId}, ${t.account}, ${t.amountFen}, ${t.words.zh}, ${t.words.en}, 'held', ${t.at})`);

/** The tenders an order stands on, in the order they were given. */
export const tendersOfOrder = async (tx: Tx, cityId: string, orderId: string): Promise<TenderRow[]> => (await many<Stored>(tx, sql`
  select t.id, t.order_id, t.kind, t.ref_id, t.account, t.amount_fen, t.returned_fen, t.words_zh, t.words_en, t.created_at, a.kind as account_kind, a.party_kind, a.party_id, a.name_zh, a.name_en
  from payments.tender t join payments.ledger_account a on a.city_id = t.city_id and a.account = t.account
  where t.city_id = ${cityId} and t.order_id = ${orderId} and t.state = 'held' order by t.created_at, t.id`))
  .map(({ account, accountKind, partyKind, partyId, nameZh, nameEn, ...tender }) => ({ ...tender, from: { code: account, kind: accountKind, name: { zh: nameZh, en: nameEn }, party: partyKind === null ? null : { kind: partyKind, id: partyId! } } }));

export const tenderedFen = async (tx: Tx, cityId: string, orderId: string): Promise<number> =>
  (await one<{ fen: number }>(tx, sql`select coalesce(sum(amount_fen), 0)::bigint as fen from payments.tender where city_id = ${cityId} and order_id = ${orderId} and state = 'held'`)).fen;

export const markTenderReleased = (tx: Tx, cityId: string, tenderId: string, at: Date): Promise<number> =>
  run(tx, sql`update payments.tender set state = 'released', released_at = ${at} where city_id = ${cityId} and id = ${tenderId} and state = 'held'`);

export const addTenderReturned = (tx: Tx, cityId: string, tenderId: string, amountFen: number): Promise<number> =>
  run(tx, sql`update payments.tender set returned_fen = returned_fen + ${amountFen} where city_id = ${cityId} and id = ${tenderId}`);

/** The part of a refund that goes back to a tender: there at once. False when it went back for this reason before. */
export const addTenderRefund = async (tx: Tx, cityId: string, r: { id: string; tenderId: string; orderId: string; amountFen: number; reasonKey: string; words: Bilingual; at: Date }): Promise<boolean> => (await run(tx, sql`
  insert into payments.refund (city_id, id, tender_id, order_id, refund_no, amount_fen, status, reason_key, words_zh, words_en, requested_at, arrived_at)
  values (${cityId}, ${r.id}, ${r.tenderId}, ${r.orderId}, ${r.id}, ${r.amountFen}, 'succeeded', ${r.reasonKey}, ${r.words.zh}, ${r.words.en}, ${r.at}, ${r.at})
  on conflict on constraint one_refund_per_tender_and_reason do nothing`)) > 0;

