import type { Bilingual } from '@linli/contract';
import { many, one, run, sql, type Tx } from '../../../kernel/database.ts';

export type ReceiptRow = { stationId: string; year: number; number: number; no: string; orderId: string | null; chargeId: string | null; amountFen: number; receivedFen: number; wordsZh: string; wordsEn: string; takenByName: string; takenAt: Date };
/** The station's next number of a year; call under the station's lock, so that none is left out. */
export const nextReceipt = async (tx: Tx, cityId: string, stationId: string, year: number): Promise<number> => (await one<{ n: number }>(tx, sql`select coalesce(max(number), 0) + 1 as n from payments.cash_receipt where city_id = ${cityId} and station_id = ${stationId} and year = ${year}`)).n;
export const addReceipt = (tx: Tx, cityId: string, r: Omit<ReceiptRow, 'wordsZh' | 'wordsEn'> & { words: Bilingual }): Promise<number> => run(tx, sql`
  insert into payments.cash_receipt (city_id, station_id, year, number, no, order_id, charge_id, amount_fen, received_fen, words_zh, words_en, taken_by_name, taken_at)
  values (${cityId}, ${r.stationId}, ${r.year}, ${r.number}, ${r.no}, ${r.orderId}, ${r.chargeId}, ${r.amountFen}, ${r.receivedFen}, ${r.words.zh}, ${r.words.en}, ${r.takenByName}, ${r.takenAt})`);
export const receiptsOf = (tx: Tx, cityId: string, stationId: string): Promise<ReceiptRow[]> => many(tx, sql`
  select station_id, year, number, no, order_id, charge_id, amount_fen, received_fen, words_zh, words_en, taken_by_name, taken_at from payments.cash_receipt where city_id = ${cityId} and station_id = ${stationId} order by year desc, number desc limit 200`);

export type CountRow = { id: string; day: string; expectedFen: number; countedFen: number; words: string; countedByName: string; countedAt: Date };
export const addCount = (tx: Tx, cityId: string, stationId: string, c: CountRow): Promise<number> => run(tx, sql`
  insert into payments.cash_count (city_id, id, station_id, day, expected_fen, counted_fen, words, counted_by_name, counted_at)
  values (${cityId}, ${c.id}, ${stationId}, ${c.day}::date, ${c.expectedFen}, ${c.countedFen}, ${c.words}, ${c.countedByName}, ${c.countedAt})`);
export const countsOf = (tx: Tx, cityId: string, stationId: string): Promise<CountRow[]> => many(tx, sql`
  select id, to_char(day, 'YYYY-MM-DD') as day, expected_fen, counted_fen, words, counted_by_name, counted_at from payments.cash_count where city_id = ${cityId} and station_id = ${stationId} order by day desc limit 60`);

export type HandoverRow = { id: string; amountFen: number; bankRef: string; handedByName: string; handedAt: Date };
export const addHandover = async (tx: Tx, cityId: string, stationId: string, h: HandoverRow): Promise<boolean> => (await run(tx, sql`
  insert into payments.cash_handover (city_id, id, station_id, amount_fen, bank_ref, handed_by_name, handed_at) values (${cityId}, ${h.id}, ${stationId}, ${h.amountFen}, ${h.bankRef}, ${h.handedByName}, ${h.handedAt}) on conflict do nothing`)) > 0;
export const handoversOf = (tx: Tx, cityId: string, stationId: string): Promise<HandoverRow[]> => many(tx, sql`
  select id, amount_fen, bank_ref, handed_by_name, handed_at from payments.cash_handover where city_id = ${cityId} and station_id = ${stationId} order by handed_at desc limit 60`);
