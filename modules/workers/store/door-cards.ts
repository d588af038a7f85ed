import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { CardState, ScanOutcome } from '../rules/door-card.ts';
import type { cardScopes } from '@linli/contract';

export type CardScope = (typeof cardScopes)[number];
export type DoorCardRow = {
  id: string; workerId: string; cardNo: string; state: CardState; firmName: string; issuedAt: Date; validUntil: string; scope: CardScope[]; lostAt: Date | null; lostWords: string; reissueBy: string | null; endedAt: Date | null; endedWords: string; replacedBy: string | null;
};
const columns = sql`id, worker_id, card_no, state, firm_name, issued_at, valid_until, scope, lost_at, lost_words, reissue_by, ended_at, ended_words, replaced_by`;
export const findDoorCard = (tx: Tx, cityId: string, cardId: string): Promise<DoorCardRow | undefined> => maybe(tx, sql<DoorCardRow>`select ${columns} from workers.door_card where city_id = ${cityId} and id = ${cardId}`);
/** The card a worker carries or has lost, locked. */
export const liveCardOf = (tx: Tx, cityId: string, workerId: string): Promise<DoorCardRow | undefined> => maybe(tx, sql<DoorCardRow>`
  select ${columns} from workers.door_card where city_id = ${cityId} and worker_id = ${workerId} and state in ('active', 'lost') order by (state = 'active') desc, issued_at desc limit 1 for update`);
export const newestCardOf = (tx: Tx, cityId: string, workerId: string): Promise<DoorCardRow | undefined> => maybe(tx, sql<DoorCardRow>`
  select ${columns} from workers.door_card where city_id = ${cityId} and worker_id = ${workerId} order by (state = 'active') desc, issued_at desc, id desc limit 1`);
export const doorCardsOf = (tx: Tx, cityId: string, workerId: string): Promise<DoorCardRow[]> => many(tx, sql<DoorCardRow>`select ${columns} from workers.door_card where city_id = ${cityId} and worker_id = ${workerId} order by issued_at desc, id desc`);
export const insertDoorCard = (tx: Tx, cityId: string, card: Pick<DoorCardRow, 'id' | 'workerId' | 'cardNo' | 'firmName' | 'issuedAt' | 'validUntil' | 'scope'>): Promise<number> => run(tx, sql`
  insert into workers.door_card (city_id, id, worker_id, card_no, state, firm_name, issued_at, valid_until, scope) values (${cityId}, ${card.id}, ${card.workerId}, ${card.cardNo}, 'active', ${card.firmName}, ${card.issuedAt}, ${card.validUntil}::date, ${card.scope}::text[])`);
export const loseCard = (tx: Tx, cityId: string, cardId: string, lost: { at: Date; words: string; reissueBy: string }): Promise<number> => run(tx, sql`
  update workers.door_card set state = 'lost', lost_at = ${lost.at}, lost_words = ${lost.words}, reissue_by = ${lost.reissueBy}::date where city_id = ${cityId} and id = ${cardId} and state = 'active'`);
export const endCard = (tx: Tx, cityId: string, cardId: string, to: { state: 'expired' | 'revoked'; words: string; replacedBy: string | null; at: Date }): Promise<number> => run(tx, sql`
  update workers.door_card set state = ${to.state}, ended_at = ${to.at}, ended_words = ${to.words}, replaced_by = ${to.replacedBy} where city_id = ${cityId} and id = ${cardId} and state in ('active', 'lost')`);
export const setScope = (tx: Tx, cityId: string, cardId: string, scope: readonly string[]): Promise<number> => run(tx, sql`update workers.door_card set scope = ${scope}::text[] where city_id = ${cityId} and id = ${cardId}`);
/** Cards whose last day has passed. */
export const expireCards = (tx: Tx, cityId: string, today: string, at: Date): Promise<number> => run(tx, sql`
  update workers.door_card set state = 'expired', ended_at = ${at}, ended_words = '到期' where city_id = ${cityId} and state = 'active' and valid_until < ${today}::date`);
export const lostCards = (tx: Tx, cityId: string, merchantId: string | null): Promise<(DoorCardRow & { workerName: string })[]> => many(tx, sql<DoorCardRow & { workerName: string }>`
  select c.id, c.worker_id, c.card_no, c.state, c.firm_name, c.issued_at, c.valid_until, c.scope, c.lost_at, c.lost_words, c.reissue_by, c.ended_at, c.ended_words, c.replaced_by, p.name as worker_name
  from workers.door_card c join workers.worker w on w.city_id = c.city_id and w.id = c.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id
  where c.city_id = ${cityId} and c.state = 'lost' and (${merchantId}::text is null or w.merchant_id = ${merchantId}) order by c.reissue_by, c.id`);

export const insertScan = (tx: Tx, cityId: string, scan: { id: string; cardId: string; workerId: string; at: Date; outcome: ScanOutcome; viewerId: string | null; isExpected: boolean; orderId: string | null }): Promise<number> => run(tx, sql`
  insert into workers.card_scan (city_id, id, card_id, worker_id, at, outcome, viewer_id, is_expected, order_id) values (${cityId}, ${scan.id}, ${scan.cardId}, ${scan.workerId}, ${scan.at}, ${scan.outcome}, ${scan.viewerId}, ${scan.isExpected}, ${scan.orderId})`);
export type ScanRow = { id: string; at: Date; outcome: ScanOutcome; isExpected: boolean };
export const scansOf = (tx: Tx, cityId: string, about: { workerId: string; before: string | null; limit: number }): Promise<ScanRow[]> => many(tx, sql<ScanRow>`
  select id, at, outcome, is_expected from workers.card_scan where city_id = ${cityId} and worker_id = ${about.workerId} and (${about.before}::text is null or id < ${about.before}) order by id desc limit ${about.limit}`);

/** The visit of a worker to a household around a moment, if there is one. */
export const visitToHousehold = (tx: Tx, cityId: string, about: { workerId: string; householdId: string; from: Date; to: Date; now: Date }): Promise<{ orderId: string; startAt: Date } | undefined> => maybe(tx, sql<{ orderId: string; startAt: Date }>`
  select e.order_id, e.starts_at as start_at from workers.calendar_entry e join accounts.household_person h on h.city_id = e.city_id and h.person_id = e.customer_id
  where e.city_id = ${cityId} and e.worker_id = ${about.workerId} and h.household_id = ${about.householdId} and e.order_id is not null and e.state = 'booked' and e.starts_at < ${about.to} and e.ends_at > ${about.from}
  order by abs(extract(epoch from e.starts_at - ${about.now}::timestamptz)) limit 1`);
